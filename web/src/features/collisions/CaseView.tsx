import { Button } from '@mantine/core';
import { IconArrowLeft, IconShieldCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { useTable } from '@/api/tables';
import { asPerson, asText } from '@/features/record/words';
import { formatDay } from '@/kit/format/dates';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { Decide } from './Decide';
import { useEvidence, type CaseRow, type Claim } from './data';
import styles from './collisions.module.css';

/** What was typed when the question was asked. */
const FACTS = ['company', 'contact', 'mobile', 'phone', 'email', 'wechat', 'credit_code'];

/** One question: what was typed, who came first, what was decided, and what can be done now. */
export function CaseView({ row, onBack }: { row: CaseRow; onBack: (() => void) | undefined }) {
  const { t, i18n } = useTranslation('collisions');
  const schema = useTable('collision_requests');
  const evidence = useEvidence(row.id);
  const title = asText(row.cells['company']) ?? asText(row.cells['contact']) ?? t('no_name');
  const asker = asPerson(row.cells['owner'])?.label ?? '';
  return (
    <article className={styles.case} aria-label={title}>
      <header>
        {onBack && <button type="button" className={styles.icon} aria-label={t('back')} onClick={onBack}><IconArrowLeft size={18} /></button>}
        <h2>{title}</h2>
        <span>{t('asked_by', { name: asker })} · {formatDay(String(row.cells['created_at']), i18n.language)}</span>
      </header>
      <div className={styles.body}>
        <dl className={styles.facts}>
          {FACTS.map((id) => ({ column: schema.columns.find((one) => one.id === id), text: asText(row.cells[id]) })).map(
            ({ column, text }) => column && text && <div key={column.id}><dt>{column.label}</dt><dd>{text}</dd></div>,
          )}
          {asText(row.cells['note']) && <div><dt>{t('note')}</dt><dd>{asText(row.cells['note'])}</dd></div>}
        </dl>
        <Ruled row={row} />
        {evidence.isPending && <LoadingBars rows={3} />}
        {evidence.isError && <PlaceState kind="error" words={apiError(evidence.error)}><Button size="xs" variant="default" onClick={() => void evidence.refetch()}>{t('again')}</Button></PlaceState>}
        {evidence.data && (
          <>
            <h3>{t('evidence')}</h3>
            <p className={styles.rule}>{t('rule', { days: evidence.data.days })}</p>
            {evidence.data.claims.length === 0 && <p className={styles.rule}>{t(evidence.data.hidden > 0 ? 'all_hidden' : 'nothing')}</p>}
            {evidence.data.claims.map((claim, index) => <ClaimCard key={claim.lead} claim={claim} first={index === 0 && claim.contacts > 0} />)}
            {evidence.data.hidden > 0 && <p className={styles.hidden}>{t('hidden', { count: evidence.data.hidden })}</p>}
          </>
        )}
      </div>
      {evidence.data && <Decide row={row} title={title} asker={asker} evidence={evidence.data} />}
    </article>
  );
}

/** The ruling so far, its reason, and the appeal against it. */
function Ruled({ row }: { row: CaseRow }) {
  const { t, i18n } = useTranslation('collisions');
  const ruling = asText(row.cells['ruling']);
  if (!ruling) return null;
  const when = (column: string) => formatDay(String(row.cells[column]), i18n.language);
  const appeal = asText(row.cells['appeal']);
  return (
    <section className={styles.ruled} aria-label={t('ruled')}>
      <p><b>{t(`ruling.${ruling}`)}</b> <span>{asPerson(row.cells['ruled_by'])?.label} · {when('ruled_at')}</span></p>
      <p>{asText(row.cells['answer'])}</p>
      {appeal && <p className={styles.appeal}><b>{t('appealed', { name: asPerson(row.cells['appealed_by'])?.label ?? '' })}</b> <span>{when('appealed_at')}</span><br />{appeal}</p>}
    </section>
  );
}

function ClaimCard({ claim, first }: { claim: Claim; first: boolean }) {
  const { t, i18n } = useTranslation('collisions');
  const day = (at: string | null) => (at === null ? t('never') : formatDay(at, i18n.language));
  return (
    <section className={styles.claim} aria-label={claim.title}>
      <header>
        <Link to="/leads" search={{ record: claim.lead }}>{claim.title}</Link>
        <span>{claim.number}</span>
        {first && <b className={styles.first}>{t('first')}</b>}
        {claim.is_protected && <b className={styles.protected}><IconShieldCheck size={13} stroke={1.75} aria-hidden /> {t('protected', { day: day(claim.protected_until) })}</b>}
      </header>
      <dl>
        <div><dt>{t('owner')}</dt><dd>{claim.owner ?? t('nobody')}{claim.is_askers && ` · ${t('is_asker')}`}</dd></div>
        <div><dt>{t('assigned')}</dt><dd>{day(claim.assigned_at)}</dd></div>
        <div><dt>{t('first_contact')}</dt><dd>{day(claim.first_contact_at)}</dd></div>
        <div><dt>{t('last_contact')}</dt><dd>{day(claim.last_contact_at)}{claim.contacts > 0 && ` · ${t('times', { count: claim.contacts })}`}</dd></div>
      </dl>
      <p>{t('alike', { score: claim.score, reasons: claim.reasons.join('，') })}</p>
    </section>
  );
}
