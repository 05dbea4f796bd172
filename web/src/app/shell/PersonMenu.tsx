import { Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconDeviceLaptop, IconKey, IconLanguage, IconLogout, IconMoon, IconUser } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { stopEvents } from '@/api/events';
import { stopOutbox } from '@/api/outbox';
import { signOut, storeSession, useSession } from '@/api/session';
import { queryClient } from '@/api/queryClient';
import { keys } from '@/api/keys';
import type { Session } from '@/api/types';
import { Avatar } from '@/kit/parts/Avatar';
import { changeLanguage, LANGUAGES, LANGUAGE_NAMES, type Language } from '@/kit/words/words';
import { hasFeature } from '../features';
import { useThemeSwitch } from './useThemeSwitch';
import styles from './shell.module.css';

async function chooseLanguage(language: Language): Promise<void> {
  await changeLanguage(language);
  storeSession(await api.patch<Session>('/session', { language }));
  // Labels and messages come from the server in the reader's language.
  await queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== keys.session[0] });
}

function useSignOut(): () => void {
  const navigate = useNavigate();
  return () => {
    void signOut().then(async () => {
      stopEvents();
      stopOutbox();
      await navigate({ to: '/signin' });
    });
  };
}

/** Everything about oneself: language, theme, password, devices, tokens, leaving. */
export function PersonMenu({ phone }: { phone: boolean }) {
  const { t } = useTranslation('app');
  const { person } = useSession();
  const navigate = useNavigate();
  const leave = useSignOut();
  const switchTheme = useThemeSwitch();
  const own = (page: string) => void navigate({ to: '/settings/$page', params: { page } });
  return (
    <Menu position="bottom-end" width={232} shadow="md">
      <Menu.Target>
        <button type="button" className={styles['me']} aria-label={t('me.menu', { name: person.name })}>
          <Avatar name={person.name} size="l" />
          {!phone && <span>{person.name}</span>}
          {!phone && <IconChevronDown size={14} stroke={1.75} />}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{[person.role.name, person.unit?.name].filter(Boolean).join(' · ')}</Menu.Label>
        {hasFeature('settings') && (
          <>
            <Menu.Item leftSection={<IconUser size={16} />} onClick={() => own('account')}>
              {t('me.account')}
            </Menu.Item>
            <Menu.Item leftSection={<IconDeviceLaptop size={16} />} onClick={() => own('account')}>
              {t('me.sessions')}
            </Menu.Item>
            <Menu.Item leftSection={<IconKey size={16} />} onClick={() => own('account')}>
              {t('me.tokens')}
            </Menu.Item>
          </>
        )}
        <Menu.Item leftSection={<IconMoon size={16} />} onClick={switchTheme}>
          {t('top.theme')}
        </Menu.Item>
        <Menu.Divider />
        {LANGUAGES.map((language) => (
          <Menu.Item
            key={language}
            leftSection={<IconLanguage size={16} />}
            rightSection={i18next.language === language ? <IconCheck size={14} /> : null}
            onClick={() => void chooseLanguage(language)}
          >
            {LANGUAGE_NAMES[language]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={leave}>
          {t('me.sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
