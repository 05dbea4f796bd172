import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSay } from './CellWords';
import type { OperationChange } from './types';
import styles from './history.module.css';

/** What an operation changed, where there is nothing to undo. */
export function ChangesTable({ changes, verb }: { changes: readonly OperationChange[]; verb: string }) {
  const { t } = useTranslation('history');
  const say = useSay(changes.map((change) => change.table), t('empty'));
  if (changes.length === 0) return <p className={styles.capped}>{t('noChanges')}</p>;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('column.record')}</th>
          <th scope="col">{t('column.field')}</th>
          <th scope="col">{t('column.before')}</th>
          <th scope="col">{t('column.now')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => {
          const title = change.title || t('noTitle', { id: change.row });
          return (
            <tr key={change.id} data-first>
              <th scope="row">{change.table === 'leads' ? <Link to="/leads" search={{ record: change.row }}>{title}</Link> : <span>{title}</span>}</th>
              <td>{change.column ? change.label : t('record.whole', { table: say.table(change.table) ?? t('column.record') })}</td>
              <td className={styles.before}>{change.column && change.kind !== 'reveal' ? say.value(change.table, change.column, change.before) : '—'}</td>
              <td>{change.kind === 'reveal' ? t('record.revealed') : change.column ? <ins>{say.value(change.table, change.column, change.after)}</ins> : t(recordWords(change.kind, verb))}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function recordWords(kind: OperationChange['kind'], verb: string): `record.${'created' | 'deleted' | 'restored' | 'shared' | 'unshared' | 'toTrash'}` {
  if (kind === 'share') return verb === 'rows.unshare' ? 'record.unshared' : 'record.shared';
  if (kind === 'delete') return 'record.deleted';
  if (kind === 'restore') return 'record.restored';
  return kind === 'revert' ? 'record.toTrash' : 'record.created';
}
