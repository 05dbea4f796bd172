import { Button } from '@mantine/core';
import { IconArrowLeft, IconColumns, IconGitMerge, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatDay } from '@/kit/format/dates';
import { Kbd } from '@/kit/parts/Kbd';
import { EvidenceList, ScoreRing } from './Evidence';
import type { PairVerbs } from './index';
import type { PairLead, Suspects } from './types';
import styles from './duplicates.module.css';

/** The open pair: both leads, the score as a sum, and the three ways to go on. */
export function PairDetail({ pair, verbs, onBack }: { pair: Suspects; verbs: PairVerbs; onBack?: () => void }) {
  const { t } = useTranslation('duplicates');
  return (
    <section className={styles.detail} aria-label={t('pair')}>
      <div className={styles.content}>
        {onBack && <button type="button" className={styles.icon} aria-label={t('back')} onClick={onBack}><IconArrowLeft size={18} /></button>}
        <div className={styles.score}>
          <ScoreRing score={pair.score} />
          <div><b>{t('looks')}</b><p>{t('sum')}</p></div>
        </div>
        <div className={styles.cards}>
          <Card lead={pair.left} />
          <Card lead={pair.right} />
        </div>
        <h3 className={styles.small}>{t('evidence')}</h3>
        <EvidenceList pair={pair} />
      </div>
      <footer className={styles.foot}>
        <Button variant="default" leftSection={<IconX size={16} stroke={1.75} />} rightSection={<Kbd>D</Kbd>} onClick={verbs.different}>{t('different')}</Button>
        <Button variant="default" leftSection={<IconColumns size={16} stroke={1.75} />} rightSection={<Kbd>Enter</Kbd>} onClick={verbs.compare}>{t('compare')}</Button>
        {verbs.merge && <Button leftSection={<IconGitMerge size={16} stroke={1.75} />} rightSection={<Kbd>M</Kbd>} onClick={verbs.merge}>{t('merge')}</Button>}
      </footer>
    </section>
  );
}

function Card({ lead }: { lead: PairLead }) {
  const { t, i18n } = useTranslation('duplicates');
  return (
    <Link to="/leads" search={{ record: lead.id }} className={styles.card ?? ''}>
      <b>{lead.title}</b>
      <dl>
        <div><dt>{t('lead.number')}</dt><dd>{lead.number}</dd></div>
        <div><dt>{t('lead.owner')}</dt><dd>{lead.owner_name ?? t('lead.nobody')}</dd></div>
        <div><dt>{t('lead.stage')}</dt><dd>{lead.stage}</dd></div>
        <div><dt>{t('lead.created')}</dt><dd>{formatDay(lead.created_at, i18n.language)}</dd></div>
      </dl>
    </Link>
  );
}
