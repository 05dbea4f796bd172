import { Button, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/kit/notice/notice';
import { PlaceState } from '@/kit/parts/PlaceState';
import { SectionHead, WhenLoaded } from '../parts/Section';
import { useSettingRows } from '../parts/settingRows';
import { useCreate } from '../parts/useCreate';
import { ConditionWords } from './Condition';
import { MailboxPlace } from './MailboxPlace';
import { Mails } from './Mails';
import { CELLS, takenOf, type Mailbox } from './mailboxes';
import { useMailboxes } from './data';
import settings from '../settings.module.css';
import styles from './mailboxes.module.css';

const TABS = ['boxes', 'mails'] as const;
type Tab = (typeof TABS)[number];

/** 收件邮箱: whose mails become leads, how each fares, and what was taken. */
export default function MailboxesSection() {
  const { t } = useTranslation('mailboxes');
  const [tab, setTab] = useState<Tab>('boxes');
  const [chosen, setChosen] = useState<number>();
  const boxes = useMailboxes();
  const rows = useSettingRows('mailboxes', { columns: [...CELLS] });
  const create = useCreate('mailboxes');
  const box = boxes.data?.find(({ id }) => id === chosen);
  const row = rows.data?.find(({ id }) => id === chosen);

  async function add(): Promise<void> {
    const made = await create({ name: t('new_name') }, t('added'));
    if (made.id === undefined) toast({ words: made.refusal, tone: 'red' });
    else setChosen(made.id);
  }

  if (chosen !== undefined && box && row) {
    return (
      <>
        <Button size="compact-sm" variant="subtle" color="gray" className={styles.back ?? ''} leftSection={<IconChevronLeft size={16} />} onClick={() => setChosen(undefined)}>
          {t('title')}
        </Button>
        <MailboxPlace key={box.id} box={box} row={row} onGone={() => setChosen(undefined)} />
      </>
    );
  }
  return (
    <>
      <SectionHead title={t('title')} words={t('words')}>
        <SegmentedControl size="xs" value={tab} onChange={(value) => setTab(value as Tab)} data={TABS.map((value) => ({ value, label: t(`tab.${value}`) }))} />
        <Button size="xs" leftSection={<IconPlus size={16} />} onClick={() => void add()}>{t('add')}</Button>
      </SectionHead>
      {tab === 'mails' ? <Mails mailbox={null} boxes={boxes.data ?? []} /> : (
        <WhenLoaded query={boxes}>
          {boxes.data?.length === 0 ? <PlaceState kind="empty" words={t('none')} /> : <BoxList boxes={boxes.data ?? []} onOpen={setChosen} />}
        </WhenLoaded>
      )}
    </>
  );
}

function BoxList({ boxes, onOpen }: { boxes: readonly Mailbox[]; onOpen: (id: number) => void }) {
  const { t } = useTranslation('mailboxes');
  return (
    <div className={`${settings.card} ${settings.scroll}`}>
      <table className={settings.table} aria-label={t('title')}>
        <thead>
          <tr>
            <th>{t('text.name')}</th>
            <th className={settings.hideOnPhone}>{t('text.user')}</th>
            <th>{t('state')}</th>
            <th className={settings.num}>{t('taken')}</th>
          </tr>
        </thead>
        <tbody>
          {boxes.map((box) => (
            <tr key={box.id}>
              <td><button type="button" className={`${settings.open} ${settings.strong}`} onClick={() => onOpen(box.id)}>{box.name}</button></td>
              <td className={`${settings.hideOnPhone} ${settings.quiet}`}>{box.address}</td>
              <td className={settings.wrap}><ConditionWords box={box} /></td>
              <td className={settings.num}>{takenOf(box)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
