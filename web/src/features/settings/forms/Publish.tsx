import { Button } from '@mantine/core';
import { IconDownload, IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CopyField } from '../parts/CopyField';
import type { WebForm } from './forms';
import settings from '../settings.module.css';
import styles from './forms.module.css';

/** Link, snippet and QR code of a form. */
export function Publish({ form }: { form: WebForm }) {
  const { t } = useTranslation('forms');
  const code = `/api/v1/web-forms/${form.id}/qr.svg`;
  return (
    <div className={styles.publish}>
      <section className={settings.card} aria-label={t('card.link')}>
        <header className={settings.cardHead}>{t('card.link')}</header>
        <div className={settings.cardBody}>
          {!form.active && <p className={settings.note} data-tone="amber" role="status">{t('not_open')}</p>}
          <CopyField label={t('link')} text={form.link} />
          <CopyField label={t('embed')} text={form.embed} />
          <div className={settings.small}>{t('embed_words')}</div>
          <Button size="sm" variant="default" component="a" href={form.link} target="_blank" rel="noreferrer" leftSection={<IconExternalLink size={16} />} className={styles.fit ?? ''}>{t('open')}</Button>
        </div>
      </section>
      <section className={settings.card} aria-label={t('card.code')}>
        <header className={settings.cardHead}>{t('card.code')}</header>
        <div className={settings.cardBody}>
          <img className={styles.code} src={code} alt={t('code_alt', { name: form.name })} />
          <Button size="sm" variant="default" component="a" href={code} download={`${form.name}.svg`} leftSection={<IconDownload size={16} />} className={styles.fit ?? ''}>{t('code_save')}</Button>
        </div>
      </section>
    </div>
  );
}
