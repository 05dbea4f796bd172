import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconClock, IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { formatDateTime } from '@/kit/format/dates';
import { toast } from '@/kit/notice/notice';
import { boxesKey } from './data';
import { conditionOf, takenOf, TONES, type Mailbox } from './mailboxes';
import settings from '../settings.module.css';
import styles from './mailboxes.module.css';

/** How a mailbox fares, in one sentence with a sign. */
export function ConditionWords({ box }: { box: Mailbox }) {
  const { t, i18n } = useTranslation('mailboxes');
  const condition = conditionOf(box);
  const Sign = TONES[condition] === 'green' ? IconCircleCheck : TONES[condition] === undefined ? IconClock : IconAlertTriangle;
  const facts = { error: box.error, count: box.in_folder ?? 0, since: box.since ?? '', at: box.looked_at ? formatDateTime(box.looked_at, i18n.language) : '' };
  return (
    <span className={styles.condition} data-tone={TONES[condition]}>
      <Sign size={14} aria-hidden />
      <span>{t(`condition.${condition}`, facts)}</span>
    </span>
  );
}

/** When it was looked into, what it brought, why not, and another try. */
export function ConditionCard({ box }: { box: Mailbox }) {
  const { t, i18n } = useTranslation('mailboxes');
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const at = (moment: string | null) => (moment ? formatDateTime(moment, i18n.language) : t('never'));
  const facts: [string, string | number][] = [
    [t('fact.looked'), at(box.looked_at)],
    [t('fact.tried'), at(box.tried_at)],
    [t('fact.in_folder'), box.in_folder ?? '–'],
    [t('fact.taken'), takenOf(box)],
    [t('fact.lead'), box.counts.lead ?? 0],
    [t('fact.note'), box.counts.note ?? 0],
    [t('fact.skipped'), box.counts.skipped ?? 0],
    [t('fact.failed'), box.counts.failed ?? 0],
  ];

  async function look(): Promise<void> {
    setBusy(true);
    try {
      await api.post(`/mailboxes/${box.id}/look`, {});
      toast({ words: t('looking') });
      await client.invalidateQueries({ queryKey: boxesKey });
    } catch (error) {
      toast({ words: apiError(error), tone: 'red' });
    }
    setBusy(false);
  }

  return (
    <section className={settings.card} aria-label={t('card.state')}>
      <header className={settings.cardHead}>{t('card.state')}</header>
      <div className={settings.cardBody}>
        <div className={settings.note} data-tone={TONES[conditionOf(box)]} role="status"><ConditionWords box={box} /></div>
        <dl className={styles.facts}>
          {facts.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
        </dl>
        <Button size="sm" variant="default" className={styles.fit ?? ''} leftSection={<IconRefresh size={16} />} loading={busy} disabled={!box.ready} onClick={() => void look()}>
          {box.error ? t('retry') : t('look')}
        </Button>
      </div>
    </section>
  );
}
