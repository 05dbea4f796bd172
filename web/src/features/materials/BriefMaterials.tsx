import { IconSend } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaterialBrief } from './data';
import { SentList } from './Sent';
import styles from './materials.module.css';

const SendDialog = lazy(() => import('./SendDialog'));

/** In Today's brief: what this customer has got already and what to send next. */
export function BriefMaterials({ id, title, brief }: { id: number; title: string; brief: MaterialBrief }) {
  const { t } = useTranslation('materials');
  const [sending, setSending] = useState<readonly number[]>();
  const { sent, suggested, may_send } = brief;
  if (sent.length === 0 && !may_send) return null;
  return (
    <section className={styles.brief}>
      <h3>{t('brief.sent')}</h3>
      {sent.length === 0 ? <p className={styles.hint}>{t('brief.none')}</p> : <SentList sent={sent.slice(0, 4)} />}
      {may_send && suggested.length > 0 && (
        <>
          <h3>{t('brief.suggested')}</h3>
          <ul className={styles.suggested}>
            {suggested.map((one) => (
              <li key={one.id}>
                <button type="button" onClick={() => setSending([one.id])}><b>{one.name}</b><small>{one.reasons.join(t('comma'))}</small></button>
              </li>
            ))}
          </ul>
        </>
      )}
      {may_send && <button type="button" className={styles.link} onClick={() => setSending([])}><IconSend size={14} stroke={1.75} aria-hidden /> {t('send.go')}</button>}
      {sending && <Suspense fallback={null}><SendDialog id={id} title={title} chosen={sending} onClose={() => setSending(undefined)} /></Suspense>}
    </section>
  );
}
