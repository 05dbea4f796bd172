import { IconHelp, IconMoon, IconPlus, IconSearch, IconSun } from '@tabler/icons-react';
import { useComputedColorScheme } from '@mantine/core';
import type { Ref } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo, useSession } from '@/api/session';
import { Bell } from '@/features/notices/Bell';
import { openQuickAdd } from '@/features/quickadd/quickAddState';
import { openPalette } from '@/features/search/paletteState';
import { hotkeyWords } from '@/kit/commands/hotkeys';
import { Kbd } from '@/kit/parts/Kbd';
import type { Place } from '../places';
import { HelpDialog } from './HelpDialog';
import { PersonMenu } from './PersonMenu';
import { SyncState } from './SyncState';
import { useThemeSwitch } from './useThemeSwitch';
import styles from './shell.module.css';

interface Props {
  current: Place | undefined;
  slotRef: Ref<HTMLDivElement>;
  phone: boolean;
}

/** Where I am, the search box, whether everything is saved, and myself. */
export function TopBar({ current, slotRef, phone }: Props) {
  const { t } = useTranslation('app');
  const [help, setHelp] = useState(false);
  const switchTheme = useThemeSwitch();
  const mayAdd = mayDo(useSession(), 'leads', 'create');
  const scheme = useComputedColorScheme('light');
  return (
    <header className={styles['top']}>
      <div className={styles['title']}>
        <h1>{current ? t(`place.${current.key}`) : t('name')}</h1>
        <div ref={slotRef} className={styles['slot']} />
      </div>
      {phone ? (
        <button type="button" className={styles['icon']} aria-label={t('top.search')} onClick={openPalette}>
          <IconSearch size={22} stroke={1.75} />
        </button>
      ) : (
        <button type="button" className={styles['search']} aria-label={t('top.search')} onClick={openPalette}>
          <IconSearch size={16} stroke={1.75} />
          <span>{t('top.search_hint')}</span>
          <Kbd>{hotkeyWords('mod+k')}</Kbd>
        </button>
      )}
      <div className={styles['right']}>
        {mayAdd && (
          <button type="button" className={styles['icon']} aria-label={t('top.quick_add')} title={t('top.quick_add')} onClick={() => openQuickAdd()}>
            <IconPlus size={phone ? 22 : 16} stroke={1.75} />
          </button>
        )}
        <SyncState phone={phone} />
        <Bell phone={phone} className={styles['icon'] ?? ''} />
        {!phone && (
          <>
            <button type="button" className={styles['icon']} aria-label={t('top.theme')} onClick={switchTheme}>
              {scheme === 'dark' ? <IconSun size={16} stroke={1.75} /> : <IconMoon size={16} stroke={1.75} />}
            </button>
            <button type="button" className={styles['icon']} aria-label={t('top.help')} onClick={() => setHelp(true)}>
              <IconHelp size={16} stroke={1.75} />
            </button>
            <span className={styles['rule']} />
          </>
        )}
        <PersonMenu phone={phone} />
      </div>
      <HelpDialog opened={help} onClose={() => setHelp(false)} />
    </header>
  );
}
