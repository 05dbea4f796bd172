import { IconArrowsExchange } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '@/fields/format/dates';
import { Avatar } from '@/fields/parts/Avatar';
import { fieldOf } from '@/fields/registry';
import type { CellValue, Conflict, FieldSettings, GridColumn } from '../model/contract';
import { useParts } from './parts';
import { Float } from './Popups';
import { usePart } from './use_store';
import { useSyncExternalStore } from 'react';

/** Both values of the active cell, who wrote them and when; one of them is taken. */
export function ConflictPopup({ settings }: { settings: FieldSettings }) {
  const { session, source } = useParts();
  const active = usePart(session.state, (state) => state.selection.active);
  const store = source();
  const record = useSyncExternalStore(store.subscribe, () => session.rowAt(active.row));
  const column = session.columnAt(active.col);
  const state = column && record?.states?.[column.id];
  if (!column || state?.kind !== 'conflict') return null;
  return <Float height={190}><Sides conflict={state} column={column} settings={settings} /></Float>;
}

function Sides({ conflict, column, settings }: { conflict: Conflict; column: GridColumn; settings: FieldSettings }) {
  const { commands } = useParts();
  const { t } = useTranslation('grid');
  const at = (iso: string | undefined): string => (iso ? formatDateTime(iso, settings.language, settings.now(), settings.zone).slice(-5) : '');
  return (
    <div role="dialog" aria-label={t('conflict.title', { column: column.label })} className="g-pop g-conflict">
      <b className="g-conflict-title"><IconArrowsExchange size={16} stroke={1.75} />{t('conflict.title', { column: column.label })}</b>
      <div className="g-conflict-side">
        <span className="g-dim">{t('conflict.mine')}</span>
        {conflict.mineText === undefined ? <Value value={conflict.mine} column={column} settings={settings} /> : <span>{conflict.mineText}</span>}
        <span className="g-dim">{at(conflict.mineAt)}</span>
      </div>
      <div className="g-conflict-side">
        <span className="g-dim">{t('conflict.theirs')}</span>
        <Value value={conflict.theirs} column={column} settings={settings} />
        <span className="g-conflict-who"><Avatar id={conflict.by} name={conflict.by} />{conflict.by} {at(conflict.at)}</span>
      </div>
      <div className="g-conflict-side g-conflict-base">
        <span className="g-dim">{t('conflict.base')}</span>
        <span className="g-dim"><Value value={conflict.base} column={column} settings={settings} /></span>
      </div>
      <div className="g-conflict-buttons">
        <button type="button" className="g-button g-button-main" onClick={() => { commands.resolve('mine'); }}>{t('conflict.keepMine')}<kbd>Alt 1</kbd></button>
        <button type="button" className="g-button" onClick={() => { commands.resolve('theirs'); }}>{t('conflict.keepTheirs')}<kbd>Alt 2</kbd></button>
      </div>
    </div>
  );
}

function Value({ value, column, settings }: { value: CellValue; column: GridColumn; settings: FieldSettings }) {
  const { t } = useTranslation('grid');
  if (value === null || value === '') return <span className="g-dim">{t('empty')}</span>;
  const { Display } = fieldOf(column.kind);
  return <span className="g-conflict-value"><Display value={value} column={column} settings={settings} /></span>;
}
