import { Button } from '@mantine/core';
import { IconAlertTriangle, IconChevronLeft, IconCircleCheck, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { formatDateTime } from '@/kit/format/dates';
import { toast } from '@/kit/notice/notice';
import { PlaceState } from '@/kit/parts/PlaceState';
import { SectionHead, WhenLoaded } from '../parts/Section';
import { useSettingRows } from '../parts/settingRows';
import { useCreate } from '../parts/useCreate';
import { RobotPlace } from './RobotPlace';
import { CELLS, conditionOf, TONES, type Robot, type Robots } from './robots';
import settings from '../settings.module.css';
import styles from './robots.module.css';

/** Hangs on the table's key: whoever writes a robot renews this too. Messages go out in the background. */
export const robotsKey = [...keys.rows('robots'), 'state'] as const;
const AGAIN_MS = 4_000;

/** 群机器人: to which chat groups notices go, and how each fares. */
export default function RobotsSection() {
  const { t } = useTranslation('robots');
  const [chosen, setChosen] = useState<number>();
  const robots = useQuery({ queryKey: robotsKey, queryFn: () => api.get<Robots>('/robots'), refetchInterval: AGAIN_MS });
  const rows = useSettingRows('robots', { columns: [...CELLS] });
  const create = useCreate('robots');
  const robot = robots.data?.robots.find(({ id }) => id === chosen);
  const row = rows.data?.find(({ id }) => id === chosen);

  async function add(): Promise<void> {
    const made = await create({ name: t('new_name') }, t('added'));
    if (made.id === undefined) toast({ words: made.refusal, tone: 'red' });
    else setChosen(made.id);
  }

  if (chosen !== undefined && robot && row) {
    return (
      <>
        <Button size="compact-sm" variant="subtle" color="gray" className={styles.back ?? ''} leftSection={<IconChevronLeft size={16} />} onClick={() => setChosen(undefined)}>{t('title')}</Button>
        <RobotPlace key={robot.id} robot={robot} row={row} kinds={robots.data?.kinds ?? []} onGone={() => setChosen(undefined)} />
      </>
    );
  }
  return (
    <>
      <SectionHead title={t('title')} words={t('words')}>
        <Button size="xs" leftSection={<IconPlus size={16} />} onClick={() => void add()}>{t('add')}</Button>
      </SectionHead>
      <WhenLoaded query={robots}>
        {robots.data?.robots.length === 0 ? <PlaceState kind="empty" words={t('none')} /> : <RobotList robots={robots.data?.robots ?? []} onOpen={setChosen} />}
      </WhenLoaded>
    </>
  );
}

function RobotList({ robots, onOpen }: { robots: readonly Robot[]; onOpen: (id: number) => void }) {
  const { t } = useTranslation('robots');
  return (
    <div className={`${settings.card} ${settings.scroll}`}>
      <table className={settings.table} aria-label={t('title')}>
        <thead><tr><th>{t('name')}</th><th className={settings.hideOnPhone}>{t('kind')}</th><th>{t('state')}</th></tr></thead>
        <tbody>
          {robots.map((robot) => (
            <tr key={robot.id}>
              <td><button type="button" className={`${settings.open} ${settings.strong}`} onClick={() => onOpen(robot.id)}>{robot.name}</button></td>
              <td className={`${settings.hideOnPhone} ${settings.quiet}`}>{robot.kind && t(`kind_${robot.kind}`)}</td>
              <td className={settings.wrap}><ConditionWords robot={robot} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How a robot fares, in one line. */
export function ConditionWords({ robot }: { robot: Robot }) {
  const { t, i18n } = useTranslation('robots');
  const condition = conditionOf(robot);
  const tone = TONES[condition];
  const Icon = tone === 'green' ? IconCircleCheck : IconAlertTriangle;
  return (
    <span className={styles.condition} data-tone={tone}>
      {tone && <Icon size={14} stroke={1.75} aria-hidden />}
      {t(`condition.${condition}`, { why: robot.last_error, waiting: robot.waiting, stuck: robot.stuck, at: formatDateTime(robot.sent_at, i18n.language) })}
    </span>
  );
}
