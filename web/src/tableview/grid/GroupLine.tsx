import { IconAlertTriangle, IconChevronDown, IconChevronRight, IconClockHour4, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { fieldOf } from '@/fields/registry';
import type { FieldSettings, GridColumn, RowGroup } from '../model/contract';
import type { PlacedColumn } from '../model/geometry';
import { useParts } from './parts';

const NOTE_ICONS = { green: IconCircleCheck, amber: IconClockHour4, red: IconAlertTriangle };

export interface GroupLineProps {
  readonly group: RowGroup;
  readonly by: GridColumn | undefined;
  readonly line: number;
  readonly top: number;
  readonly placed: readonly PlacedColumn[];
  readonly settings: FieldSettings;
  readonly sticky?: boolean;
}

/** Header of a group: what it is, how many, what is wrong in it, and its sums under their columns. */
export function GroupLine({ group, by, line, top, placed, settings, sticky = false }: GroupLineProps) {
  const { t } = useTranslation('grid');
  const { viewport } = useParts();
  const Chevron = group.collapsed ? IconChevronRight : IconChevronDown;
  const NoteIcon = NOTE_ICONS[group.note?.level ?? 'green'];
  return (
    <div
      role="row" aria-rowindex={line + 2} aria-expanded={!group.collapsed} aria-hidden={sticky || undefined}
      className={`g-row g-group ${sticky ? 'g-group-sticky' : ''}`} style={sticky ? { transform: `translateY(${top}px)` } : { top }}
      data-act="group" data-group={group.key}
    >
      <div role="gridcell" aria-colindex={1} className="g-group-head">
        <span className="g-group-fold"><Chevron size={14} stroke={1.75} /></span>
        <b className="g-group-name"><GroupName group={group} by={by} settings={settings} /></b>
        <span className="g-group-count">{t('rows', { count: group.count })}</span>
        {group.note && (
          <span className={`g-group-note g-note-${group.note.level}`}>
            <NoteIcon size={14} stroke={1.75} />
            {group.note.words}
          </span>
        )}
      </div>
      <div role="presentation" className="g-shift" style={{ left: -viewport.state.get().left }}>
        {placed.map(({ column, index }) => <GroupSum key={column.id} column={column} index={index} sum={group.sums?.[column.id]} settings={settings} />)}
      </div>
    </div>
  );
}

function GroupName({ group, by, settings }: { group: RowGroup; by: GridColumn | undefined; settings: FieldSettings }) {
  const { t } = useTranslation('grid');
  if (group.value === null || !by) return <>{group.label || t('empty')}</>;
  const { Display } = fieldOf(by.kind);
  return <Display value={group.value} column={by} settings={settings} />;
}

function GroupSum({ column, index, sum, settings }: { column: GridColumn; index: number; sum: number | null | undefined; settings: FieldSettings }) {
  if (!column.sums || sum === null || sum === undefined) return null;
  return (
    <div role="gridcell" aria-colindex={index + 2} className="g-cell g-right g-sum" style={{ gridColumn: index + 2 }}>
      {fieldOf(column.kind).words(sum, column, settings)}
    </div>
  );
}
