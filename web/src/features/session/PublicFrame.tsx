import { SegmentedControl, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconCircleCheck, IconClockHour4, IconDatabase, IconMoon, IconShieldCheck, IconSun } from '@tabler/icons-react';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Brand } from '@/kit/parts/Brand';
import { changeLanguage, isLanguage } from '@/kit/words/words';
import styles from './session.module.css';

/** Language and theme where nobody is signed in yet. */
function Switches() {
  const { t } = useTranslation('session');
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  return (
    <div className={styles['switches']}>
      <SegmentedControl
        size="xs"
        aria-label={t('language')}
        value={i18next.language}
        onChange={(value) => {
          if (isLanguage(value)) void changeLanguage(value);
        }}
        data={[
          { value: 'zh-CN', label: '简体' },
          { value: 'zh-TW', label: '繁體' },
          { value: 'en', label: 'English' },
        ]}
      />
      <button
        type="button"
        className={styles['icon']}
        aria-label={t('theme')}
        onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
      >
        {scheme === 'dark' ? <IconSun size={16} stroke={1.75} /> : <IconMoon size={16} stroke={1.75} />}
      </button>
    </div>
  );
}

function Preview() {
  const { t } = useTranslation('session');
  return (
    <div className={styles['preview']} aria-hidden>
      <div data-tone="red">
        <IconAlertTriangle size={14} stroke={1.75} />
        <span>{t('side.red')}</span>
        <b>{t('side.red_name')}</b>
      </div>
      <div data-tone="amber">
        <IconClockHour4 size={14} stroke={1.75} />
        <span>{t('side.amber')}</span>
        <b>{t('side.amber_name')}</b>
      </div>
      <div data-tone="green">
        <IconCircleCheck size={14} stroke={1.75} />
        <span>{t('side.green')}</span>
        <b>{t('side.green_name')}</b>
      </div>
    </div>
  );
}

/** The page before the product: what it is on the left, one task on the right. */
export function PublicFrame({ children, narrow }: { children: ReactNode; narrow?: boolean }) {
  const { t } = useTranslation('session');
  return (
    <div className={styles['frame']}>
      <aside className={styles['side']}>
        <div className={styles['brand']}>
          <Brand />
          <b>{t('product')}</b>
        </div>
        <div>
          <h1>{t('side.title')}</h1>
          <p>{t('side.words')}</p>
          <Preview />
        </div>
        <ul>
          <li>
            <IconDatabase size={14} stroke={1.75} aria-hidden />
            {t('side.own_server')}
          </li>
          <li>
            <IconArrowBackUp size={14} stroke={1.75} aria-hidden />
            {t('side.undo')}
          </li>
          <li>
            <IconShieldCheck size={14} stroke={1.75} aria-hidden />
            {t('side.rights')}
          </li>
        </ul>
      </aside>
      <main className={styles['content']}>
        <Switches />
        <div className={styles['work']} data-narrow={narrow || undefined}>
          {children}
        </div>
      </main>
    </div>
  );
}
