import { IconAlertTriangle } from '@tabler/icons-react';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { GradeBadge } from '@/fields/parts/GradeBadge';
import { formatDateTime } from '@/kit/format/dates';
import { formatMoney } from '@/kit/format/money';
import { asPerson, asStage, asText } from '../record/words';
import type { Brief } from './data';
import styles from './handover.module.css';

/** One card a customer: what was said last, what is still owed, what comes next, what to be careful about. */
export function Briefs({ briefs }: { briefs: readonly Brief[] }) {
  const { t } = useTranslation('handover');
  return (
    <ol className={styles.briefs} aria-label={t('briefing')}>
      {briefs.map((brief) => <BriefCard key={brief.id} brief={brief} />)}
    </ol>
  );
}

function BriefCard({ brief }: { brief: Brief }) {
  const { t } = useTranslation('handover');
  const { cells } = brief;
  const grade = asText(cells['grade']);
  const name = asText(cells['company']) ?? asText(cells['contact']) ?? String(brief.id);
  const amount = typeof cells['amount'] === 'number' ? formatMoney(cells['amount'], i18next.language) : null;
  const next = typeof cells['next_at'] === 'string' ? formatDateTime(cells['next_at'], i18next.language) : null;
  const facts = [asText(cells['number']), asText(cells['contact']), asText(cells['mobile']), asStage(cells['stage'])?.label, amount].filter(Boolean);
  const to = brief.to || asPerson(cells['owner'])?.label;
  return (
    <li className={styles.brief}>
      <h3>
        {name}
        {grade && <GradeBadge grade={grade} />}
        {to && <span className={styles.to}>{t('to_whom', { name: to })}</span>}
      </h3>
      <p className={styles.facts}>{facts.join('，')}</p>
      {brief.risks.map((risk) => (
        <p key={risk} className={styles.risk}>
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden /> {risk}
        </p>
      ))}
      <dl>
        <dt>{t('said')}</dt>
        <dd>{brief.said.length === 0 ? t('never') : brief.said.map((one) => <span key={one.at}>{formatDateTime(one.at, i18next.language)} {one.words}</span>)}</dd>
        {brief.owed.length > 0 && (
          <>
            <dt>{t('owed')}</dt>
            <dd>{brief.owed.map((one) => <span key={`${one.side}${one.words}`}>{t(one.side)}：{one.words}{one.due && `（${one.due.slice(5)}）`}</span>)}</dd>
          </>
        )}
        <dt>{t('next')}</dt>
        <dd>{next ? [next, asText(cells['next_expected'])].filter(Boolean).join('，') : t('no_next')}</dd>
      </dl>
    </li>
  );
}
