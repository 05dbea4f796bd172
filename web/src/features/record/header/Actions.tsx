import { Menu } from '@mantine/core';
import { IconArrowBackUp, IconDots, IconGitMerge, IconMail, IconNotes, IconPhone, IconPlayerPause, IconPlayerPlay, IconSend, IconShare, IconStairsUp, IconTrash, IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '@/kit/parts/Kbd';
import { StageMark } from '@/fields/parts/StageMark';
import { isBad } from '@/features/freshness/bad';
import type { RecordDetail, Stage } from '../types';
import { asStage, asText } from '../words';
import { nextStage } from './stageBar';
import styles from './header.module.css';

export interface RecordVerbs {
  log?: () => void;
  advance?: (stage: Stage) => void;
  send?: () => void;
  assign?: () => void;
  share?: () => void;
  merge?: () => void;
  release?: () => void;
  remove?: () => void;
  pause?: () => void;
  wake?: () => void;
}

interface Props {
  record: RecordDetail;
  stages: readonly Stage[];
  verbs: RecordVerbs;
  phone: boolean;
}

/** A number that is not masked, as a telephone can dial it. */
function dialable(record: RecordDetail): string | null {
  for (const column of ['mobile', 'phone']) {
    const text = asText(record.cells[column]);
    if (text && !text.includes('*') && !record.masked.includes(column) && !isBad(record.cells, column)) return text.replace(/[^\d+]/g, '');
  }
  return null;
}

/** What can be done with the record; only what this reader may do is there at all. */
export function Actions({ record, stages, verbs, phone }: Props) {
  const { t } = useTranslation('record');
  const current = asStage(record.cells['stage']);
  const next = nextStage(stages, current?.id ?? null);
  const number = dialable(record);
  const mail = record.masked.includes('email') || isBad(record.cells, 'email') ? null : asText(record.cells['email']);
  const { advance } = verbs;
  return (
    <div className={styles.actions}>
      {verbs.log && (
        <button type="button" className={styles.action} data-tone="accent" onClick={verbs.log}>
          <IconNotes size={16} stroke={1.75} aria-hidden /> {t('action.log')} {!phone && <Kbd>F</Kbd>}
        </button>
      )}
      {number && <a className={styles.action} href={`tel:${number}`}><IconPhone size={16} stroke={1.75} aria-hidden /> {t('action.call')}</a>}
      {mail && <a className={styles.action} href={`mailto:${mail}`}><IconMail size={16} stroke={1.75} aria-hidden /> {t('action.mail')}</a>}
      {advance && next && (
        <button type="button" className={styles.action} onClick={() => advance(next)}>
          <IconStairsUp size={16} stroke={1.75} aria-hidden /> {t('action.advance', { stage: next.label })}
        </button>
      )}
      {verbs.send && (
        <button type="button" className={styles.action} onClick={verbs.send}>
          <IconSend size={16} stroke={1.75} aria-hidden /> {t('materials:send.go')}
        </button>
      )}
      {verbs.assign && (
        <button type="button" className={styles.action} onClick={verbs.assign}>
          <IconUserPlus size={16} stroke={1.75} aria-hidden /> {t('action.assign')}
        </button>
      )}
      {verbs.wake && (
        <button type="button" className={styles.action} onClick={verbs.wake}>
          <IconPlayerPlay size={16} stroke={1.75} aria-hidden /> {t('action.wake')}
        </button>
      )}
      <MoreMenu stages={stages.filter((stage) => stage.id !== current?.id)} verbs={verbs} />
    </div>
  );
}

function MoreMenu({ stages, verbs }: { stages: readonly Stage[]; verbs: RecordVerbs }) {
  const { t } = useTranslation('record');
  const { advance } = verbs;
  if (!advance && !verbs.share && !verbs.merge && !verbs.release && !verbs.remove) return null;
  return (
    <Menu shadow="md" position="bottom-end" withinPortal>
      <Menu.Target>
        <button type="button" className={`${styles.icon} ${styles.end}`} aria-label={t('action.more')}><IconDots size={16} /></button>
      </Menu.Target>
      <Menu.Dropdown>
        {advance && <Menu.Label>{t('action.moveTo')}</Menu.Label>}
        {advance && stages.map((stage) => (
          <Menu.Item key={stage.id} leftSection={<StageMark kind={stage.kind} progress={stage.progress} />} onClick={() => advance(stage)}>
            {stage.label}
          </Menu.Item>
        ))}
        {advance && (verbs.share ?? verbs.release ?? verbs.remove) && <Menu.Divider />}
        {verbs.pause && <Menu.Item leftSection={<IconPlayerPause size={14} />} onClick={verbs.pause}>{t('action.pause')}</Menu.Item>}
        {verbs.share && <Menu.Item leftSection={<IconShare size={14} />} onClick={verbs.share}>{t('action.share')}</Menu.Item>}
        {verbs.merge && <Menu.Item leftSection={<IconGitMerge size={14} />} onClick={verbs.merge}>{t('action.merge')}</Menu.Item>}
        {verbs.release && <Menu.Item leftSection={<IconArrowBackUp size={14} />} onClick={verbs.release}>{t('pool:release')}</Menu.Item>}
        {verbs.remove && <Menu.Item leftSection={<IconTrash size={14} />} color="red" onClick={verbs.remove}>{t('action.delete')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
