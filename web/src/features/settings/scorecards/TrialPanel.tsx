import { Button } from '@mantine/core';
import { IconPlayerPlay, IconPower } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { GradeBadge } from '@/fields/parts/GradeBadge';
import '@/fields/fields.css';
import { Ask } from '../parts/Ask';
import { tryCard } from './calls';
import type { Trial } from './types';
import settings from '../settings.module.css';
import styles from './scorecards.module.css';

interface Props {
  card: number;
  active: boolean;
  name: string;
  onMet: (met: Record<string, number>) => void;
  onSwitch: (() => Promise<unknown>) | undefined;
}

/** Tries the card on the leads that are there: how scores and grades would lie, and which leads change. */
export function TrialPanel({ card, active, name, onMet, onSwitch }: Props) {
  const { t } = useTranslation('quality');
  const [trial, setTrial] = useState<Trial>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const [asking, setAsking] = useState(false);

  async function run(): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      const found = await tryCard(card);
      setTrial(found);
      onMet(found.met);
    } catch (thrown) {
      setError(apiError(thrown));
    }
    setBusy(false);
  }

  return (
    <div className={`${settings.card} ${styles.trial}`}>
      <div className={settings.cardHead}>
        <span className={styles.grow}>{t('trial.title')}</span>
        <Button size="xs" variant="default" leftSection={<IconPlayerPlay size={14} />} loading={busy} onClick={() => void run()}>{t('trial.run')}</Button>
        {onSwitch && (
          <Button size="xs" leftSection={<IconPower size={14} />} {...(active ? { variant: 'default' } : {})} onClick={() => setAsking(true)}>{t(active ? 'cards.off' : 'cards.on')}</Button>
        )}
      </div>
      <div className={settings.cardBody}>
        {error && <p role="alert" className={styles.error}>{error}</p>}
        {trial ? <Outcome trial={trial} /> : <p className={settings.small}>{t('trial.words')}</p>}
      </div>
      {asking && onSwitch && (
        <Ask
          title={t(active ? 'cards.off_title' : 'cards.on_title', { name })} go={t(active ? 'cards.off' : 'cards.on')} onClose={() => setAsking(false)}
          onGo={async () => {
            await onSwitch();
            return undefined;
          }}
        >
          <p style={{ margin: 0 }}>{active ? t('cards.off_words') : trial ? t('cards.on_words', { seen: trial.seen, changed: trial.changed }) : t('cards.on_untried')}</p>
        </Ask>
      )}
    </div>
  );
}

function Outcome({ trial }: { trial: Trial }) {
  const { t } = useTranslation('quality');
  return (
    <>
      <p className={styles.sum} role="status">
        {t('trial.sum', { seen: trial.seen, changed: trial.changed })}
        {trial.unscored > 0 && ` ${t('trial.unscored', { count: trial.unscored })}`}
      </p>
      <Spread now={trial.spread_now} then={trial.spread_then} />
      <table className={styles.grades} aria-label={t('trial.grades')}>
        <thead>
          <tr>
            <th />
            <th>{t('trial.given')}</th>
            <th>{t('trial.now')}</th>
            <th>{t('trial.then')}</th>
          </tr>
        </thead>
        <tbody>
          {['A', 'B', 'C', 'D', ''].filter((grade) => grade === '' || [trial.grades, trial.grades_now, trial.grades_then].some((by) => by[grade])).map((grade) => (
            <tr key={grade}>
              <th scope="row">{grade ? <GradeBadge grade={grade} /> : t('trial.no_grade')}</th>
              <td>{trial.grades[grade] ?? 0}</td>
              <td>{trial.grades_now[grade] ?? 0}</td>
              <td>{trial.grades_then[grade] ?? 0}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {trial.examples.length > 0 && (
        <ul className={styles.examples} aria-label={t('trial.examples')}>
          {trial.examples.map((one) => (
            <li key={one.id}>
              <Link to="/leads" search={{ record: one.id }}>{one.company ?? t('past.no_name')}</Link>
              <span className={settings.quiet}>{one.score_now ?? '–'} → <b>{one.score_then ?? '–'}</b></span>
              <span className={styles.from}>
                <Letter grade={one.proposed_now} /> → <Letter grade={one.proposed_then} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Letter({ grade }: { grade: string | null }) {
  return grade ? <GradeBadge grade={grade} /> : <span className={settings.quiet}>–</span>;
}

function Spread({ now, then }: { now: readonly number[]; then: readonly number[] }) {
  const { t } = useTranslation('quality');
  const most = Math.max(1, ...now, ...then);
  return (
    <figure className={styles.spread} aria-label={t('trial.spread')}>
      <figcaption>
        <span><i data-kind="now" /> {t('trial.now')}</span>
        <span><i data-kind="then" /> {t('trial.then')}</span>
      </figcaption>
      <div>
        {then.map((count, tenth) => (
          <span key={tenth} title={t('trial.tenth', { from: tenth * 10, to: tenth === 9 ? 100 : tenth * 10 + 9, now: now[tenth] ?? 0, then: count })}>
            <i data-kind="now" style={{ height: `${((now[tenth] ?? 0) * 100) / most}%` }} />
            <i data-kind="then" style={{ height: `${(count * 100) / most}%` }} />
          </span>
        ))}
      </div>
      <div className={styles.axis} aria-hidden>
        {then.map((_, tenth) => <span key={tenth}>{tenth * 10}</span>)}
      </div>
    </figure>
  );
}
