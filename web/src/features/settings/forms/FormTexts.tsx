import { NumberInput, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PersonSelect } from '../parts/PersonSelect';
import { RowSelect } from '../parts/RowSelect';
import type { FormDraft, Parts } from './forms';
import settings from '../settings.module.css';

interface Props {
  draft: FormDraft;
  parts: Parts;
  version: number | null;
  disabled: boolean;
  onChange: (part: Partial<FormDraft>) => void;
}

/** The words of the page, where its leads go, what is answered, and what keeps robots out. */
export function FormTexts({ draft, parts, version, disabled, onChange }: Props) {
  const { t } = useTranslation('forms');
  const text = (column: 'name' | 'title' | 'campaign' | 'reply_subject', hint?: string) => (
    <TextInput size="sm" label={t(`text.${column}`)} description={hint} value={draft[column]} disabled={disabled} onChange={(event) => onChange({ [column]: event.currentTarget.value })} />
  );
  const lines = (column: 'intro' | 'thanks' | 'consent' | 'reply_text', hint?: string) => (
    <Textarea wrapperProps={{ 'data-wide': true }} size="sm" autosize minRows={2} maxRows={10} label={t(`text.${column}`)} description={hint} value={draft[column]} disabled={disabled} onChange={(event) => onChange({ [column]: event.currentTarget.value })} />
  );
  const number = (column: 'min_seconds' | 'per_hour' | 'proof_bits', max: number) => (
    <NumberInput size="sm" label={t(`text.${column}`)} description={t(`hint_text.${column}`)} min={0} max={max} allowDecimal={false} value={draft[column] ?? ''} disabled={disabled} onChange={(value) => onChange({ [column]: value === '' ? null : Number(value) })} />
  );
  return (
    <>
      <section className={settings.card} aria-label={t('card.page')}>
        <header className={settings.cardHead}>{t('card.page')}</header>
        <div className={`${settings.cardBody} ${settings.form}`}>
          {text('name')}
          {text('title')}
          {lines('intro')}
          {lines('thanks')}
          {lines('consent', version === null ? t('hint_text.consent') : t('hint_text.consent_version', { version }))}
        </div>
      </section>
      <section className={settings.card} aria-label={t('card.leads')}>
        <header className={settings.cardHead}>{t('card.leads')}</header>
        <div className={`${settings.cardBody} ${settings.form}`}>
          <RowSelect table="channels" label={t('text.source')} value={draft.source} disabled={disabled} onChange={(source) => onChange({ source })} />
          {text('campaign')}
          <PersonSelect size="sm" clearable label={t('text.lead_owner')} value={draft.lead_owner} disabled={disabled} onChange={(lead_owner) => onChange({ lead_owner })} />
          <RowSelect table="units" label={t('text.lead_unit')} hint={t('hint_text.lead_unit')} value={draft.lead_unit} disabled={disabled} onChange={(lead_unit) => onChange({ lead_unit })} />
        </div>
      </section>
      <section className={settings.card} aria-label={t('card.reply')}>
        <header className={settings.cardHead}>{t('card.reply')}</header>
        <div className={`${settings.cardBody} ${settings.form}`}>
          <div data-wide className={settings.small}>{t('hint_text.reply', { places: parts.places.join(' ') })}</div>
          <div data-wide>{text('reply_subject')}</div>
          {lines('reply_text')}
        </div>
      </section>
      <section className={settings.card} aria-label={t('card.robots')}>
        <header className={settings.cardHead}>{t('card.robots')}</header>
        <div className={`${settings.cardBody} ${settings.form}`}>
          {number('min_seconds', 60)}
          {number('per_hour', 100_000)}
          {number('proof_bits', 20)}
        </div>
      </section>
    </>
  );
}
