import { SegmentedControl, Select, useMantineColorScheme } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { storeSession, useSession } from '@/api/session';
import type { Session } from '@/api/types';
import { toast } from '@/kit/notice/notice';
import { changeLanguage, LANGUAGE_NAMES, LANGUAGES, type Language } from '@/kit/words/words';
import settings from '../settings.module.css';
import styles from './account.module.css';

const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

function usePreference() {
  return useMutation({
    mutationFn: (body: { language?: Language; theme?: Theme }) => api.patch<Session>('/session', body),
    onSuccess: storeSession,
    onError: (error) => toast({ words: apiError(error), tone: 'red' }),
  });
}

/** Who I am here, and how the interface looks to me. */
export function PreferencesCard() {
  const { t, i18n } = useTranslation('settings');
  const { person } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const client = useQueryClient();
  const prefer = usePreference();
  const facts = [
    [t('account.name'), person.name],
    [t('account.username'), person.username],
    [t('account.role'), person.role?.name],
    [t('account.unit'), person.unit?.name],
  ] as const;

  async function speak(language: Language): Promise<void> {
    await changeLanguage(language);
    await prefer.mutateAsync({ language });
    // Labels and messages of the server come in the new language with the next answer.
    await client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== keys.session[0] });
  }

  return (
    <section className={settings.card} aria-label={t('account.preferences')}>
      <div className={settings.cardHead}>{t('account.preferences')}</div>
      <div className={settings.cardBody}>
        <dl className={styles.facts}>
          {facts.map(([label, words]) => (
            <div key={label} style={{ display: 'contents' }}>
              <dt>{label}</dt>
              <dd>{words || '–'}</dd>
            </div>
          ))}
        </dl>
        <Select
          size="sm" label={t('account.language')} allowDeselect={false} value={i18n.language}
          data={LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language] }))}
          onChange={(language) => void speak(language as Language)}
        />
        <div>
          <div className={settings.small} id="theme-label">{t('account.theme')}</div>
          <SegmentedControl
            size="xs" fullWidth aria-labelledby="theme-label" value={colorScheme === 'auto' ? 'system' : colorScheme}
            data={THEMES.map((theme) => ({ value: theme, label: t(`account.theme_${theme}`) }))}
            onChange={(theme) => {
              setColorScheme(theme === 'system' ? 'auto' : (theme as 'light' | 'dark'));
              prefer.mutate({ theme: theme as Theme });
            }}
          />
        </div>
      </div>
    </section>
  );
}
