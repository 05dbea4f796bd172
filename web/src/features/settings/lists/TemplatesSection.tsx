import { useTranslation } from 'react-i18next';
import { ListSection } from './ListSection';

/** 邮件模板: mails written once, with places for what each lead says. */
export default function TemplatesSection() {
  const { t } = useTranslation('mailings');
  return (
    <ListSection
      table="mail_templates" title={t('settings.title')} words={t('settings.words', { a: '{{公司}}' })} add={t('settings.add')}
      columns={['name', 'subject', 'text']}
    />
  );
}
