import { Button } from '@mantine/core';
import { IconDownload, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { decidedOf, effectOf } from './effect';
import { errorWorkbook, useDuplicates } from './queries';
import type { Import } from './types';
import styles from './import.module.css';

interface Props {
  found: Import;
  busy: boolean;
  onRun: () => void;
  onLater: () => void;
}

/** Nothing is written yet; what the button will do stands on the button. */
export function RunBar({ found, busy, onRun, onLater }: Props) {
  const { t } = useTranslation('import');
  const { counts, options, faulty } = found;
  const duplicates = useDuplicates(found.id, (counts.duplicate ?? 0) > 0);
  const effect = effectOf(counts, options.duplicates, decidedOf(duplicates.data ?? []));
  const total = effect.create + effect.update;
  return (
    <div className={styles.runBar}>
      <IconShieldCheck size={16} stroke={1.75} aria-hidden />
      <span className={styles.nothing}>{t('run.nothing_yet')}</span>
      <span className={styles.left}>
        {faulty > 0 && <a href={errorWorkbook(found.id)}><IconDownload size={14} aria-hidden /> {t('run.errors', { rows: faulty })}</a>}
        {(counts.conflict ?? 0) > 0 && <span>{t(`run.conflicts_${options.conflicts}`)}</span>}
        {effect.undecided > 0 && <span>{t(`run.duplicates_${options.duplicates}`, { rows: effect.undecided })}</span>}
      </span>
      <Button size="sm" variant="default" onClick={onLater}>{t('run.later')}</Button>
      <Button size="sm" loading={busy} disabled={total === 0} onClick={onRun}>
        {total === 0 ? t('run.nothing') : t('run.go', { total, create: effect.create, update: effect.update })}
      </Button>
    </div>
  );
}
