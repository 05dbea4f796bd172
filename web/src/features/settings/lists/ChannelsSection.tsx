import { useTranslation } from 'react-i18next';
import { ListSection } from './ListSection';

/** 来源渠道: where leads come from, with further names a file may use. */
export default function ChannelsSection() {
  const { t } = useTranslation('settings');
  return (
    <ListSection table="channels" title={t('section.channels')} words={t('lists.channels_words')} columns={['name', 'kind', 'parent', 'aliases']} add={t('lists.channels_add')} />
  );
}
