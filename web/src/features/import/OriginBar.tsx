import { SegmentedControl } from '@mantine/core';
import { IconAlertTriangle, IconArrowsExchange } from '@tabler/icons-react';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '@/kit/format/dates';
import type { Choice, Import, ImportPatch, Origin } from './types';
import styles from './import.module.css';

/** What is known of a workbook that was exported from here: who took it when, and what of it will not be done. */
export function OriginBar({ found, onChange }: { found: Import; onChange: (patch: ImportPatch) => void }) {
  const { t } = useTranslation('import');
  const { origin } = found;
  if (!origin) return null;
  const ours = origin.kind === 'returned';
  const Icon = ours ? IconArrowsExchange : IconAlertTriangle;
  return (
    <div className={styles.origin} role="note" data-doubt={ours ? undefined : true}>
      <Icon size={16} aria-hidden />
      <div className={styles.originWords}>
        <b>{ours ? t('origin.returned', { name: origin.by, when: formatDateTime(origin.at, i18next.language) }) : t(`origin.${origin.kind}`)}</b>
        <Remarks origin={origin} />
      </div>
      {(found.counts.conflict ?? 0) > 0 && (
        <div className={styles.forAll}>
          <span id="conflicts-for-all">{t('origin.undecided')}</span>
          <SegmentedControl
            size="xs" value={found.options.conflicts} aria-labelledby="conflicts-for-all"
            data={(['theirs', 'mine'] as const).map((value) => ({ value, label: t(`conflict.take_${value}`) }))}
            onChange={(value) => onChange({ options: { conflicts: value as Choice } })}
          />
        </div>
      )}
    </div>
  );
}

function Remarks({ origin }: { origin: Origin }) {
  const { t } = useTranslation('import');
  const named = origin.missing_titles.join('、');
  const words = [
    origin.missing > 0 && t(named ? 'origin.missing_named' : 'origin.missing', { rows: origin.missing, names: named }),
    origin.copied > 0 && t('origin.copied', { rows: origin.copied }),
    origin.unsealed > 0 && t('origin.unsealed', { rows: origin.unsealed }),
    ...Object.entries(origin.barred).map(([column, cells]) => t('origin.barred', { column, cells })),
  ].filter((text): text is string => typeof text === 'string');
  return words.map((text) => <span key={text}>{text}</span>);
}
