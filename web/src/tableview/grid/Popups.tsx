import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { OptionList } from '@/fields/companions/OptionList';
import { keysOfValue } from '@/fields/options';
import { shownCell } from '../model/cells';
import type { FieldSettings } from '../model/contract';
import { ConflictPopup } from './ConflictPopup';
import { useParts } from './parts';
import { usePart, useStore } from './use_store';

const Calendar = lazy(async () => ({ default: (await import('@/fields/companions/Calendar')).Calendar }));

/** Everything that floats at the active cell. Pressing on it never takes the focus from the cells. */
export function Popups({ settings }: { settings: FieldSettings }) {
  const { session } = useParts();
  const editing = usePart(session.state, (state) => state.editing);
  const notice = usePart(session.state, (state) => state.notice);
  const isDate = editing?.editor === 'date' || editing?.editor === 'datetime';
  return (
    <div className="g-floats">
      {editing?.list && <Float height={280}><ListPopup /></Float>}
      {isDate && <Float height={330}><Suspense fallback={null}><CalendarPopup settings={settings} /></Suspense></Float>}
      {notice && !editing && <Float height={32}><NoticeTip /></Float>}
      {!editing && !notice && <ConflictPopup settings={settings} />}
      <AddRowsQuestion />
    </div>
  );
}

/** Stands below the active cell, or above it where there is more room. */
export function Float({ height, width = 300, children }: { height: number; width?: number; children: ReactNode }) {
  const { viewport, session } = useParts();
  const { view, width: room } = useStore(viewport.state);
  const active = usePart(session.state, (state) => state.selection.active);
  useStore(viewport.placed);
  const rect = viewport.rectOf(active);
  if (!rect) return null;
  const below = view - rect.y - rect.height;
  const up = below < height + 8 && rect.y > below;
  const place = up ? { bottom: view - rect.y + 4 } : { top: rect.y + rect.height + 4 };
  return <div className="g-float" style={{ left: Math.max(4, Math.min(rect.x, room - width - 8)), ...place }}>{children}</div>;
}

function ListPopup() {
  const { session, commands, id } = useParts();
  const editing = usePart(session.state, (state) => state.editing);
  const record = session.rowAt(session.selection.active.row);
  const column = session.inputs.columns.find((one) => one.id === editing?.columnId);
  if (!editing?.list || !column) return null;
  const current = record ? keysOfValue(shownCell(record, column.id).value) : [];
  const several = editing.editor === 'lists';
  return (
    <OptionList
      id={`${id}-list`} column={column} options={editing.list.matches} highlight={editing.list.highlight} loading={editing.list.loading}
      marked={several ? editing.list.picked : current} several={several} text={editing.text}
      onPick={(option) => { commands.editor.pick(option); }}
    />
  );
}

function CalendarPopup({ settings }: { settings: FieldSettings }) {
  const { session, commands } = useParts();
  const editing = usePart(session.state, (state) => state.editing);
  const record = session.rowAt(session.selection.active.row);
  if (!editing) return null;
  const value = record ? shownCell(record, editing.columnId).value : null;
  return (
    <Calendar
      value={typeof value === 'string' ? value : null} withTime={editing.editor === 'datetime'} settings={settings}
      onPick={(picked, text) => { commands.editor.pickValue(picked, text); }}
    />
  );
}

function NoticeTip() {
  const { session } = useParts();
  const { t } = useTranslation('grid');
  const notice = usePart(session.state, (state) => state.notice);
  if (!notice) return null;
  return <div role="alert" className="g-notice">{notice.words ?? t(`notice.${notice.code}`, { count: notice.count ?? 0 })}</div>;
}

function AddRowsQuestion() {
  const { session, commands } = useParts();
  const { t } = useTranslation('grid');
  const addRows = usePart(session.state, (state) => state.addRows);
  if (!addRows) return null;
  const count = addRows.matrix.length;
  return (
    <div role="alertdialog" aria-label={t('addRows.question', { count })} className="g-question">
      <span>{t('addRows.question', { count })}</span>
      <button type="button" className="g-button g-button-main" onClick={() => { commands.clipboard.answerAddRows(true); }}>{t('addRows.yes', { count })}</button>
      <button type="button" className="g-button" onClick={() => { commands.clipboard.answerAddRows(false); }}>{t('addRows.no')}</button>
    </div>
  );
}
