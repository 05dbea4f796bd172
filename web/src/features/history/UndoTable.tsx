import { Link } from '@tanstack/react-router';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '@/kit/format/dates';
import { groupByRecord, isChoosable, keyOf, type RecordGroup } from './choose';
import type { Say } from './CellWords';
import type { CellKey, UndoCell } from './types';
import styles from './history.module.css';

interface Props {
  cells: readonly UndoCell[];
  verb: string;
  say: Say;
  chosen: ReadonlySet<CellKey>;
  onChoose: (cell: UndoCell, take: boolean) => void;
}

/** Every cell: before, what this operation made of it, and what stands there after undoing. */
export function UndoTable({ cells, verb, say, chosen, onChoose }: Props) {
  const { t } = useTranslation('history');
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('column.record')}</th>
          <th scope="col">{t('column.field')}</th>
          <th scope="col">{t('column.before')}</th>
          <th scope="col">{t('column.now')}</th>
          <th scope="col">{t('column.undone')}</th>
        </tr>
      </thead>
      <tbody>
        {groupByRecord(cells).map((group) =>
          group.cells.map((cell, index) => (
            <tr key={keyOf(cell)} data-kept={cell.kept && !chosen.has(keyOf(cell))} data-first={index === 0}>
              {index === 0 && <RecordCell group={group} />}
              <Cells cell={cell} verb={verb} say={say} chosen={chosen.has(keyOf(cell))} onChoose={onChoose} />
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}

function RecordCell({ group }: { group: RecordGroup }) {
  const { t } = useTranslation('history');
  const title = group.title || t('noTitle', { id: group.row });
  return (
    <th scope="rowgroup" rowSpan={group.cells.length}>
      {group.table === 'leads' ? <Link to="/leads" search={{ record: group.row }}>{title}</Link> : <span>{title}</span>}
    </th>
  );
}

function Cells({ cell, verb, say, chosen, onChoose }: { cell: UndoCell; verb: string; say: Say; chosen: boolean; onChoose: Props['onChoose'] }) {
  const { t } = useTranslation('history');
  const deleting = verb === 'rows.delete';
  if (!cell.column) {
    return (
      <>
        <td>{t('record.whole', { table: say.table(cell.table) ?? t('column.record') })}</td>
        <td>{t(deleting ? 'record.there' : 'record.notThere')}</td>
        <td><ins>{t(deleting ? 'record.deleted' : 'record.created')}</ins></td>
        <td>{cell.refused ? <Refused /> : t(cell.result ? 'record.restored' : 'record.toTrash')}</td>
      </>
    );
  }
  return (
    <>
      <td>{cell.label}</td>
      <td className={styles.before}>{say.value(cell.table, cell.column, cell.before)}</td>
      <td><ins>{say.value(cell.table, cell.column, cell.after)}</ins></td>
      <td>
        {cell.refused ? <Refused /> : cell.kept ? <Kept cell={cell} say={say} chosen={chosen} onChoose={onChoose} /> : say.value(cell.table, cell.column, cell.result)}
      </td>
    </>
  );
}

function Refused() {
  const { t } = useTranslation('history');
  return <span className={styles.refused}><IconLock size={14} aria-hidden /> {t('cellRefused')}</span>;
}

/** Edited later: who, when, to what; its value stays unless it is ticked. */
function Kept({ cell, say, chosen, onChoose }: { cell: UndoCell; say: Say; chosen: boolean; onChoose: Props['onChoose'] }) {
  const { t, i18n } = useTranslation('history');
  const { later } = cell;
  const words = later
    ? t('kept', { by: later.by, at: formatDateTime(later.at, i18n.language), value: say.value(cell.table, cell.column, later.value) })
    : t('keptBound');
  return (
    <label className={styles.kept}>
      <input type="checkbox" checked={chosen} disabled={!isChoosable(cell)} aria-label={t('takeBack', { label: cell.label, title: cell.title })} onChange={(event) => onChoose(cell, event.target.checked)} />
      <span>
        {chosen ? t('takenBack', { value: say.value(cell.table, cell.column, cell.before) }) : <><IconAlertTriangle size={14} aria-hidden /> {words}</>}
      </span>
    </label>
  );
}
