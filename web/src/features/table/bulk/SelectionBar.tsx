import { IconArrowBackUp, IconArrowsExchange, IconCalendarPlus, IconCircleCheck, IconCircleX, IconFlag, IconGitMerge, IconHandGrab, IconMailForward, IconMailFast, IconPlayerPause, IconRoute, IconStairsUp, IconTrash, IconUserCheck, IconUserPlus, IconX } from '@tabler/icons-react';
import { useState, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo, useSession } from '@/api/session';
import type { TableSchema } from '@/api/types';
import { useOpenHandover } from '@/features/handover/data';
import { useOpenMerge } from '@/features/merge/useMergePlace';
import type { RowChecks } from '@/tableview/model/contract';
import type { RowQuery } from '../rows/rowStore';
import { BulkDialog, type BulkAction } from './BulkDialog';
import { PoolDialog } from './PoolDialog';
import { MailDialog } from '../../freshness/MailDialog';
import { MailingDialog } from '../../mailings/MailingDialog';
import { checkedCount, gatherIds } from './selection';
import styles from '../table.module.css';

interface Props {
  schema: TableSchema;
  /** The actions offered here, instead of all of the table but claiming. */
  only: readonly BulkAction[] | undefined;
  query: RowQuery;
  checks: RowChecks;
  /** Rows in the view, in case all are ticked. */
  count: number;
  capped: boolean;
  onDone: () => void;
  onClear: () => void;
}

interface Entry {
  action: BulkAction;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  /** The right it takes; the column it writes, which must be there. */
  right: string;
  column?: string;
  /** The one table that has the verb behind it. */
  only?: string;
}

const ENTRIES: Entry[] = [
  { action: 'claim', icon: IconHandGrab, right: 'edit', column: 'pooled_at', only: 'leads' },
  { action: 'assign', icon: IconUserPlus, right: 'assign', column: 'owner', only: 'leads' },
  { action: 'rules', icon: IconRoute, right: 'assign', column: 'owner', only: 'leads' },
  { action: 'stage', icon: IconStairsUp, right: 'edit', column: 'stage', only: 'leads' },
  { action: 'grade', icon: IconFlag, right: 'edit', column: 'grade' },
  { action: 'next', icon: IconCalendarPlus, right: 'edit', column: 'next_at' },
  { action: 'pause', icon: IconPlayerPause, right: 'edit', column: 'next_at', only: 'leads' },
  { action: 'finish', icon: IconCircleCheck, right: 'edit', column: 'state', only: 'tasks' },
  { action: 'drop', icon: IconCircleX, right: 'edit', column: 'state', only: 'tasks' },
  { action: 'confirm', icon: IconUserCheck, right: 'edit', column: 'confirmed_at', only: 'leads' },
  { action: 'release', icon: IconArrowBackUp, right: 'edit', column: 'owner', only: 'leads' },
];

const DELETE: Entry = { action: 'delete', icon: IconTrash, right: 'delete' };

/** Asks the customers themselves; has a dialog of its own that counts first. */
const MAIL = { right: 'edit', column: 'confirmed_at', only: 'leads' };

const isClaim = ({ action }: Entry) => action === 'claim';

function isOffered(schema: TableSchema, { right, column, only }: Pick<Entry, 'right' | 'column' | 'only'>): boolean {
  if (only !== undefined && only !== schema.key) return false;
  if (!schema.actions.includes(right)) return false;
  return column === undefined || schema.columns.some((candidate) => candidate.id === column && (candidate.right === 'edit' || candidate.writable === 'never' || right === 'assign'));
}

/** As many as can be compared side by side; the server has the last word. */
const MOST_MERGED = 20;

/** A link holds no more. */
const MOST_LINKED = 200;

/** What can be done with the ticked rows, all at once. Stands over the grid while any are ticked. */
export function SelectionBar(props: Props) {
  const { schema, only, checks, count, capped, onClear } = props;
  const here = (entry: Entry) => (only ? only.includes(entry.action) : !isClaim(entry)) && isOffered(schema, entry);
  const { t } = useTranslation('table');
  const [action, setAction] = useState<BulkAction>();
  const [mailing, setMailing] = useState<'confirm' | 'mailing'>();
  const session = useSession();
  const openMerge = useOpenMerge();
  const openHandover = useOpenHandover();
  const chosen = checkedCount(checks, count);
  const mayHandOver = !only && schema.key === 'leads' && schema.actions.includes('assign') && !checks.all && chosen <= MOST_LINKED;
  const mayMerge = !only && schema.key === 'leads' && ['edit', 'delete'].every((right) => schema.actions.includes(right)) && !checks.all && chosen > 1 && chosen <= MOST_MERGED;
  return (
    <>
      <div className={styles['bulk']} role="toolbar" aria-label={t('bulk.label')}>
        <b>{checks.all && capped ? t('bulk.selected_all') : t('bulk.selected', { count: chosen })}</b>
        <span className={styles['rule']} />
        {ENTRIES.filter(here).map((entry) => (
          <button key={entry.action} type="button" onClick={() => setAction(entry.action)}>
            <entry.icon size={16} stroke={1.75} />
            {t(`bulk.${entry.action}`)}
          </button>
        ))}
        {!only && isOffered(schema, MAIL) && (
          <button type="button" onClick={() => setMailing('confirm')}>
            <IconMailForward size={16} stroke={1.75} />
            {t('bulk.mail')}
          </button>
        )}
        {!only && schema.key === 'leads' && mayDo(session, 'mailings', 'create') && (
          <button type="button" onClick={() => setMailing('mailing')}>
            <IconMailFast size={16} stroke={1.75} />
            {t('mailings:title')}
          </button>
        )}
        {mayMerge && (
          <button type="button" onClick={() => openMerge([...checks.ids])}>
            <IconGitMerge size={16} stroke={1.75} />
            {t('bulk.merge')}
          </button>
        )}
        {mayHandOver && (
          <button type="button" onClick={() => openHandover({ ids: [...checks.ids] })}>
            <IconArrowsExchange size={16} stroke={1.75} />
            {t('handover:title')}
          </button>
        )}
        {here(DELETE) && (
          <button type="button" data-danger onClick={() => setAction('delete')}>
            <DELETE.icon size={16} stroke={1.75} />
            {t('bulk.delete')}
          </button>
        )}
        <span className={styles['rule']} />
        <button type="button" aria-label={t('bulk.clear')} onClick={onClear}>
          <IconX size={16} stroke={1.75} />
        </button>
      </div>
      {mailing === 'confirm' && <MailDialog gather={() => gatherIds(schema.key, props.query, checks)} onDone={onClear} onClose={() => setMailing(undefined)} />}
      {mailing === 'mailing' && <MailingDialog gather={() => gatherIds(schema.key, props.query, checks)} onDone={onClear} onClose={() => setMailing(undefined)} />}
      {(action === 'claim' || action === 'release') && <PoolDialog {...props} action={action} chosen={chosen} onClose={() => setAction(undefined)} />}
      {action && action !== 'claim' && action !== 'release' && <BulkDialog {...props} action={action} chosen={chosen} onClose={() => setAction(undefined)} />}
    </>
  );
}
