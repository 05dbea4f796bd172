import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import css from '@/features/forms/form.css?inline';
import type { FormPage } from '@/features/forms/page';
import { drawForm } from '@/features/forms/render';
import styles from './forms.module.css';

/** The public page as it would be now, drawn by the same code; in a shadow root, so that no rule of ours reaches it. */
export function Preview({ page }: { page: FormPage }) {
  const { t } = useTranslation('forms');
  const host = useRef<HTMLDivElement>(null);
  const drawn = JSON.stringify(page);
  useEffect(() => {
    if (!host.current) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    const style = document.createElement('style');
    style.textContent = css;
    const form = drawForm(JSON.parse(drawn) as FormPage);
    form.element.addEventListener('submit', (event) => event.preventDefault());
    root.replaceChildren(style, form.element);
  }, [drawn]);
  return (
    <aside className={styles.preview} aria-label={t('preview')}>
      <div className={styles.previewHead}>{t('preview')}</div>
      <div ref={host} />
    </aside>
  );
}
