import { NumberInput, PasswordInput, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PersonSelect } from '../parts/PersonSelect';
import { RowSelect } from '../parts/RowSelect';
import { SECURITIES, withSecurity, type MailboxDraft } from './mailboxes';
import settings from '../settings.module.css';

interface Props {
  draft: MailboxDraft;
  hasPassword: boolean;
  /** The server was changed: its password has to be entered again. */
  moved: boolean;
  onChange: (part: Partial<MailboxDraft>) => void;
}

/** Server and sign-in; what is read; where the leads go. */
export function MailboxFields({ draft, hasPassword, moved, onChange }: Props) {
  const { t } = useTranslation('mailboxes');
  const text = (column: 'name' | 'host' | 'user' | 'folder', hint?: string) => (
    <TextInput size="sm" label={t(`text.${column}`)} description={hint} value={draft[column]} autoComplete="off" spellCheck={false} onChange={(event) => onChange({ [column]: event.currentTarget.value })} />
  );
  return (
    <>
      <section className={settings.card} aria-label={t('card.server')}>
        <header className={settings.cardHead}>{t('card.server')}</header>
        <div className={`${settings.cardBody} ${settings.form}`}>
          <div data-wide>{text('name')}</div>
          {text('host', t('hint.host'))}
          <Select size="sm" label={t('text.security')} description={t('hint.security')} allowDeselect={false} value={draft.security} data={SECURITIES.map((value) => ({ value, label: t(`security.${value}`) }))} onChange={(value) => value && onChange(withSecurity(draft, value))} />
          <NumberInput size="sm" label={t('text.port')} min={1} max={65_535} allowDecimal={false} value={draft.port ?? ''} onChange={(value) => onChange({ port: value === '' ? null : Number(value) })} />
          {text('user')}
          <PasswordInput
            wrapperProps={{ 'data-wide': true }} size="sm" label={t('text.password')} description={t('hint.password')} autoComplete="new-password" value={draft.password}
            placeholder={hasPassword ? t('password_kept') : ''} error={moved && hasPassword && !draft.password ? t('password_again') : undefined}
            onChange={(event) => onChange({ password: event.currentTarget.value })}
          />
        </div>
      </section>
      <section className={settings.card} aria-label={t('card.leads')}>
        <header className={settings.cardHead}>{t('card.leads')}</header>
        <div className={`${settings.cardBody} ${settings.form}`}>
          {text('folder', t('hint.folder'))}
          <TextInput size="sm" type="date" label={t('text.since')} description={t('hint.since')} value={draft.since} onChange={(event) => onChange({ since: event.currentTarget.value })} />
          <NumberInput size="sm" label={t('text.keep_days')} description={t('hint.keep_days')} min={1} max={36_500} allowDecimal={false} value={draft.keep_days ?? ''} onChange={(value) => onChange({ keep_days: value === '' ? null : Number(value) })} />
          <RowSelect table="channels" label={t('text.source')} value={draft.source} disabled={false} onChange={(source) => onChange({ source })} />
          <PersonSelect size="sm" clearable label={t('text.lead_owner')} value={draft.lead_owner} onChange={(lead_owner) => onChange({ lead_owner })} />
          <RowSelect table="units" label={t('text.lead_unit')} hint={t('hint.lead_unit')} value={draft.lead_unit} disabled={false} onChange={(lead_unit) => onChange({ lead_unit })} />
        </div>
      </section>
    </>
  );
}
