import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { textCell, type SettingRow } from '../parts/cells';
import { periodOf, type Trial } from './types';
import settings from '../settings.module.css';
import styles from './assigning.module.css';

const PERIODS = ['30', '90', '180', '365'] as const;
const SCOPES = ['one', 'on', 'all'] as const;

/** Tries rules on leads that came in before: who would have got what. Writes nothing. */
export function TrialPanel({ rule, onCounts }: { rule: SettingRow; onCounts: (counts: Record<string, number>) => void }) {
  const { t } = useTranslation('assigning');
  const [period, setPeriod] = useState<string>('90');
  const [scope, setScope] = useState<string>('one');
  const [trial, setTrial] = useState<Trial>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  async function run(): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      const body = { ...periodOf(Number(period), new Date()), rule: scope === 'one' ? rule.id : null, drafts: scope === 'all' };
      const found = await api.post<Trial>('/assignment-rules/try', body);
      setTrial(found);
      onCounts(found.by_rule);
    } catch (thrown) {
      setError(apiError(thrown));
    }
    setBusy(false);
  }

  return (
    <section className={`${settings.card} ${styles.trial}`} aria-label={t('trial.title')}>
      <div className={settings.cardHead}>
        <span className={styles.grow}>{t('trial.title')}</span>
        <Button size="xs" variant="default" leftSection={<IconPlayerPlay size={14} />} loading={busy} onClick={() => void run()}>{t('trial.run')}</Button>
      </div>
      <div className={settings.cardBody}>
        <SegmentedControl size="xs" fullWidth aria-label={t('trial.scope')} value={scope} onChange={setScope} data={SCOPES.map((value) => ({ value, label: t(`trial.${value}`) }))} />
        <Select
          size="xs" label={t('trial.period')} allowDeselect={false} value={period} onChange={(value) => setPeriod(value ?? '90')}
          data={PERIODS.map((days) => ({ value: days, label: t('trial.days', { count: Number(days) }) }))}
        />
        {error && <p role="alert" className={styles.error}>{error}</p>}
        {trial ? <Outcome trial={trial} /> : <p className={settings.small}>{t('trial.words', { name: textCell(rule, 'name') })}</p>}
      </div>
    </section>
  );
}

function Outcome({ trial }: { trial: Trial }) {
  const { t } = useTranslation('assigning');
  const most = Math.max(1, ...trial.people.map(({ count }) => count));
  return (
    <>
      <p className={styles.sum} role="status">
        {t('trial.sum', { seen: trial.seen, given: trial.given })}
        {trial.pooled > 0 && ` ${t('trial.pooled', { count: trial.pooled })}`}
        {trial.unfit > 0 && ` ${t('trial.unfit', { count: trial.unfit })}`}
        {trial.total > trial.seen && ` ${t('trial.newest', { total: trial.total })}`}
      </p>
      {trial.people.length > 0 && (
        <ul className={styles.people} aria-label={t('trial.people')}>
          {trial.people.map((one) => (
            <li key={one.person ?? 0}>
              <span>{one.person === null ? t('trial.nobody') : one.label}</span>
              <i style={{ '--share': one.count / most } as React.CSSProperties} aria-hidden />
              <b>{one.count}</b>
              <small>{one.person === null ? '' : t('trial.held', { count: one.held })}</small>
            </li>
          ))}
        </ul>
      )}
      {trial.examples.length > 0 && (
        <ul className={styles.examples} aria-label={t('trial.examples')}>
          {trial.examples.map((one) => (
            <li key={one.id}>
              <div>
                <Link to="/leads" search={{ record: one.id }}>{one.company ?? one.number}</Link>
                <span>{one.owner ?? t('trial.nobody')} → <b>{one.would ?? t(one.how === 'none' ? 'trial.stays' : 'trial.pool')}</b></span>
              </div>
              <small>{[one.rule, one.reason].filter(Boolean).join(' · ')}</small>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
