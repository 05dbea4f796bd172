import { Button, Checkbox, SegmentedControl } from '@mantine/core';
import { IconPlugConnected, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { SectionHead } from '../parts/Section';
import type { SettingRow } from '../parts/cells';
import { useDelete } from '../parts/useDelete';
import { SaveBar } from '../parts/SaveBar';
import { useRowDraft } from '../parts/useRowDraft';
import { useSaveAloud } from '../parts/useSave';
import { ConditionCard } from './Condition';
import { MailboxFields } from './MailboxFields';
import { Mails } from './Mails';
import { changesOf, draftOf, type Mailbox, type Tried } from './mailboxes';
import settings from '../settings.module.css';
import styles from './mailboxes.module.css';

const TABS = ['set', 'mails'] as const;
type Tab = (typeof TABS)[number];

interface Props {
  box: Mailbox;
  row: SettingRow;
  onGone: () => void;
}

/** One mailbox: set up and tried, how it fares, and what came out of it. */
export function MailboxPlace({ box, row, onGone }: Props) {
  const { t } = useTranslation('mailboxes');
  const before = draftOf(row);
  const [tab, setTab] = useState<Tab>('set');
  const [tried, setTried] = useState<Tried>();
  const saveAloud = useSaveAloud('mailboxes');
  const remove = useDelete('mailboxes');
  const editing = useRowDraft({ table: 'mailboxes', before, changesOf: (draft) => changesOf(box.id, before, draft), saved: ({ name }) => t('saved', { name }) });
  const { draft, changes, busy, change, commit, act } = editing;

  async function tryOut(): Promise<void> {
    setTried(undefined);
    if (!(await commit())) return;
    try {
      setTried(await api.post<Tried>(`/mailboxes/${box.id}/test`, {}));
    } catch (error) {
      setTried({ ok: false, error: apiError(error) });
    }
  }

  async function turn(active: boolean): Promise<void> {
    await saveAloud([{ row: box.id, column: 'active', value: active }], t(active ? 'opened' : 'closed', { name: box.name }));
  }

  return (
    <>
      <SectionHead title={box.name} words={t('words')}>
        <Checkbox size="sm" label={t('active')} checked={box.active} onChange={(event) => void turn(event.currentTarget.checked)} />
        <SegmentedControl size="xs" value={tab} onChange={(value) => setTab(value as Tab)} data={TABS.map((value) => ({ value, label: t(`tab.${value}`) }))} />
      </SectionHead>
      {tab === 'mails' ? <Mails mailbox={box.id} boxes={[box]} /> : (
        <div className={styles.columns}>
          <div className={styles.stack}>
            <MailboxFields draft={draft} hasPassword={Boolean(row.cells['password'])} moved={draft.host !== before.host} onChange={(part) => { setTried(undefined); change(part); }} />
            <div className={styles.actions}>
              <Button size="sm" variant="default" leftSection={<IconPlugConnected size={16} />} loading={busy} onClick={() => void act(tryOut)}>{changes.length > 0 ? t('save_and_try') : t('try')}</Button>
              <Button size="sm" variant="subtle" color="gray" leftSection={<IconTrash size={16} />} onClick={() => void act(async () => { await remove([box.id], t('removed', { name: box.name })); onGone(); })}>{t('remove')}</Button>
            </div>
            {tried && (
              <div className={settings.note} data-tone={tried.ok ? 'green' : 'red'} role={tried.ok ? 'status' : 'alert'}>
                {tried.ok ? t('tried', { count: tried.in_folder ?? 0, since: tried.since ?? 0 }) : tried.error}
              </div>
            )}
          </div>
          <ConditionCard box={box} />
        </div>
      )}
      {tab === 'set' && changes.length > 0 && <SaveBar row={editing} words={{ unsaved: t('unsaved', { changes: changes.length }), discard: t('discard'), save: t('save') }} />}
    </>
  );
}
