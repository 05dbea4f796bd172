import { Checkbox, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import type { components } from '@/api/schema';
import { toast } from '@/kit/notice/notice';
import { WhenLoaded } from '../parts/Section';
import settings from '../settings.module.css';
import styles from './account.module.css';

type Choices = components['schemas']['ChoicesOut'];
type Change = { ways?: Record<string, { mail: Mail; robot: boolean }>; times?: Choices['times'] };
type Mail = Choices['kinds'][number]['mail'];

const KEY = ['notice-choices'];
const MAILS: readonly Mail[] = ['now', 'digest', 'off'];
const QUIETS = ['work', 'hours', 'none'] as const;
const BEFORE = [0, 5, 10, 15, 30, 60, 120] as const;

function useChoices() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: KEY, queryFn: () => api.get<Choices>('/notices/choices') });
  const { mutate } = useMutation({
    mutationFn: (change: Change) => api.patch<Choices>('/notices/choices', change),
    onSuccess: (fresh) => client.setQueryData(KEY, fresh),
    onError: (error) => toast({ words: apiError(error), tone: 'red' }),
  });
  return { query, change: mutate };
}

/** By which ways each kind of notice reaches me, and when I may be disturbed; saved as it is chosen. */
export function NoticesCard() {
  const { t } = useTranslation('notices');
  const { query, change } = useChoices();
  const { data } = query;
  return (
    <section id="notices" className={`${settings.card} ${styles.wide}`} aria-label={t('card.title')}>
      <div className={settings.cardHead}>{t('card.title')}</div>
      <div className={settings.cardBody}>
        <p className={settings.small} style={{ margin: 0 }}>{t('card.words')}</p>
        <WhenLoaded query={query}>
          {data && (
            <div className={styles.notices}>
              <KindTable choices={data} onChange={(key, mail, robot) => change({ ways: { [key]: { mail, robot } } })} />
              <Times times={data.times} onChange={(times) => change({ times })} />
            </div>
          )}
        </WhenLoaded>
      </div>
    </section>
  );
}

function KindTable({ choices, onChange }: { choices: Choices; onChange: (key: string, mail: Mail, robot: boolean) => void }) {
  const { t } = useTranslation('notices');
  const missing = !choices.mail_ready ? t('card.no_server') : !choices.email ? t('card.no_email') : '';
  return (
    <div>
      {missing && <div className={settings.note} data-tone="amber" role="status" style={{ marginBottom: 8 }}>{missing}</div>}
      <table className={`${settings.table} ${styles.kinds}`} aria-label={t('card.title')}>
        <thead><tr><th>{t('card.kind')}</th><th>{t('card.mail')}</th>{choices.robots && <th>{t('card.robot')}</th>}</tr></thead>
        <tbody>
          {choices.kinds.map((kind) => (
            <tr key={kind.key}>
              <td className={styles.kindName}>{kind.name}{kind.urgent && <div className={settings.small}>{t('card.urgent')}</div>}</td>
              <td>
                <Select
                  size="xs" w={112} aria-label={`${kind.name} ${t('card.mail')}`} allowDeselect={false} value={kind.mail}
                  data={MAILS.filter((value) => value !== 'digest' || kind.digest).map((value) => ({ value, label: t(`card.mail_${value}`) }))} onChange={(mail) => mail && onChange(kind.key, mail as Mail, kind.robot)}
                />
              </td>
              {choices.robots && (
                <td><Checkbox size="sm" aria-label={`${kind.name} ${t('card.robot')}`} checked={kind.robot} onChange={(event) => onChange(kind.key, kind.mail, event.currentTarget.checked)} /></td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Times({ times, onChange }: { times: Choices['times']; onChange: (times: Choices['times']) => void }) {
  const { t } = useTranslation('notices');
  const clock = (label: string, value: string, name: 'quiet_from' | 'quiet_to' | 'digest_at') => (
    // Kept when the field is left: a time half typed is none.
    <TextInput key={value} size="sm" type="time" w={120} label={label} defaultValue={value} onBlur={(event) => event.currentTarget.value && event.currentTarget.value !== value && onChange({ ...times, [name]: event.currentTarget.value })} />
  );
  const lead = (minutes: number) => (minutes === 0 ? t('card.before_off') : minutes % 60 === 0 ? t('card.before_hours', { hours: minutes / 60 }) : t('card.before_minutes', { minutes }));
  const befores = [...new Set([...BEFORE, times.remind_before])].sort((a, b) => a - b);
  return (
    <div className={styles.times}>
      <div>
        <div className={settings.small} id="quiet-label">{t('card.when')}</div>
        <SegmentedControl
          size="xs" aria-labelledby="quiet-label" value={times.quiet} onChange={(quiet) => onChange({ ...times, quiet: quiet as (typeof QUIETS)[number] })}
          data={QUIETS.map((value) => ({ value, label: t(`card.quiet_${value}`) }))}
        />
        {times.quiet === 'work' && <p className={settings.small}>{t('card.work_words')}</p>}
        {times.quiet === 'hours' && <div className={styles.clocks}>{clock(t('card.quiet_from'), times.quiet_from, 'quiet_from')}{clock(t('card.quiet_to'), times.quiet_to, 'quiet_to')}</div>}
      </div>
      <div>
        <Checkbox size="sm" label={t('card.digest')} checked={times.digest_at !== null} onChange={(event) => onChange({ ...times, digest_at: event.currentTarget.checked ? '08:30' : null })} />
        <p className={settings.small}>{t('card.digest_words')}</p>
        {times.digest_at !== null && clock(t('card.digest_at'), times.digest_at, 'digest_at')}
      </div>
      <Select
        size="sm" w={200} label={t('card.before')} allowDeselect={false} value={String(times.remind_before)}
        data={befores.map((minutes) => ({ value: String(minutes), label: lead(minutes) }))} onChange={(minutes) => onChange({ ...times, remind_before: Number(minutes) })}
      />
    </div>
  );
}
