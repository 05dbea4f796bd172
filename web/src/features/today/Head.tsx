import { Popover } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatDate, todayIso } from '@/kit/format/dates';
import { GROUPS, isInGroup, type Group } from './groups';
import type { Entry, TodayList } from './types';
import styles from './today.module.css';

interface Props {
  today: TodayList;
  group: Group;
  onGroup: (group: Group) => void;
  open: Entry | undefined;
}

/** How far the day has come, and which part of the list is shown. */
export function Head({ today, group, onGroup, open }: Props) {
  const { t, i18n } = useTranslation('today');
  const planned = today.total + today.done_count;
  return (
    <header className={styles.progress}>
      <div className={styles.day}>
        <b>{formatDate(todayIso(new Date(today.now)), i18n.language, new Date(today.now))}</b>
        <span>{t('planned', { count: planned })}</span>
        <span className={styles.count}><b>{today.done_count}</b> {t('of_done', { count: planned })}</span>
      </div>
      <div className={styles.bar} role="progressbar" aria-label={t('progress')} aria-valuenow={today.done_count} aria-valuemin={0} aria-valuemax={planned}>
        <i style={{ width: `${planned === 0 ? 0 : (100 * today.done_count) / planned}%` }} />
      </div>
      <div className={styles.chips}>
        {GROUPS.map((one) => {
          const count = one === 'all' ? today.total : today.entries.filter((entry) => isInGroup(entry, one)).length;
          if (count === 0 && one !== 'all' && one !== group) return null;
          return (
            <button key={one} type="button" aria-pressed={one === group} onClick={() => onGroup(one)}>
              {t(`group.${one}`)} {count}
            </button>
          );
        })}
        {open && <WhyRanked entry={open} />}
      </div>
    </header>
  );
}

/** The score of the open entry as a sum, and where the weights are changed. */
function WhyRanked({ entry }: { entry: Entry }) {
  const { t } = useTranslation('today');
  return (
    <Popover shadow="md" position="bottom-end" withinPortal width={340}>
      <Popover.Target>
        <button type="button" className={styles.why}><IconInfoCircle size={14} stroke={1.75} /> {t('why')}</button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.sum}>
          <b>{entry.title}</b>
          <table>
            <tbody>
              {entry.reasons.map((reason) => (
                <tr key={reason.key}><td>{reason.words}</td><td>{reason.points}</td></tr>
              ))}
            </tbody>
            <tfoot>
              <tr><td>{t('score')}</td><td>{Math.round(entry.score * 10) / 10}</td></tr>
            </tfoot>
          </table>
          <p>{t('why_words')}</p>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
