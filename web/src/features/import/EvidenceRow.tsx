import { Button } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Decision, ImportRow } from './types';
import styles from './import.module.css';

/** Why a row looks like a record that exists, and the decision, in the row itself. */
export function EvidenceRow({ row, onDecide }: { row: ImportRow; onDecide: (decision: Decision) => void }) {
  const { t } = useTranslation('import');
  const { match, decision } = row;
  if (!match) return null;
  const target = match.number ?? match.title;
  return (
    <div className={styles.evidence} role="row">
      <div className={styles.evidenceInner} role="cell">
        <span className={styles.evidenceLabel}>{t('evidence.label')}</span>
        {match.title && <b className={styles.evidenceTitle}>{match.title}</b>}
        {match.evidence.map((item) => (
          <span key={item.words} className={styles.evidenceTag}>{item.words}</span>
        ))}
        <span className={styles.decide} role="group" aria-label={t('evidence.decide', { line: row.line })}>
          {match.editable && match.id !== null && <Button
            size="compact-xs" variant={decision === 'update' ? 'filled' : 'default'} aria-pressed={decision === 'update'}
            leftSection={<IconGitMerge size={12} />} onClick={() => onDecide('update')}
          >
            {t('evidence.update', { target })}
          </Button>}
          <Button size="compact-xs" variant={decision === 'new' ? 'filled' : 'default'} aria-pressed={decision === 'new'} onClick={() => onDecide('new')}>
            {t('evidence.new')}
          </Button>
          <Button
            size="compact-xs" variant={decision === 'skip' ? 'filled' : 'subtle'} color={decision === 'skip' ? 'accent' : 'gray'}
            aria-pressed={decision === 'skip'} onClick={() => onDecide('skip')}
          >
            {t('evidence.skip')}
          </Button>
        </span>
      </div>
    </div>
  );
}
