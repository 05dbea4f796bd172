import { useNavigate } from '@tanstack/react-router';
import { IconBell, IconMoon, IconSearch, IconArrowBackUp, IconArrowForwardUp, IconGavel, IconLayersIntersect, IconMailForward, IconPlus } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { redoLast, undoLast } from '@/api/undo';
import { mayDo, useSession } from '@/api/session';
import { openNotices } from '@/features/notices/state';
import { openQuickAdd } from '@/features/quickadd/quickAddState';
import { openPalette } from '@/features/search/paletteState';
import type { Command } from '@/kit/commands/commands';
import type { Place } from '../places';
import { useThemeSwitch } from './useThemeSwitch';

/** Commands that exist everywhere: go to a place, search, undo, redo, theme. */
export function useShellCommands(places: Place[]): Command[] {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const switchTheme = useThemeSwitch();
  const session = useSession();
  const mayAdd = mayDo(session, 'leads', 'create');
  const mayMail = mayDo(session, 'mailings', 'create');
  return useMemo(
    () => [
      ...places.map((place) => ({
        id: `go.${place.key}`,
        label: t('command.go', { place: t(`place.${place.key}`) }),
        section: t('command.places'),
        icon: place.icon,
        hotkey: place.hotkey,
        run: () => void navigate({ to: place.to }),
      })),
      { id: 'go.duplicates', label: t('duplicates:title'), section: t('command.places'), keywords: 'chachong chongfu duplicates merge', icon: IconLayersIntersect, run: () => void navigate({ to: '/duplicates' }) },
      { id: 'go.collisions', label: t('collisions:title'), section: t('command.places'), keywords: 'zhuangdan caiding collision ruling', icon: IconGavel, run: () => void navigate({ to: '/collisions' }) },
      { id: 'go.mailings', label: t('mailings:title'), section: t('command.places'), keywords: 'qunfa youjian mailing mail', icon: IconMailForward, when: () => mayMail, run: () => void navigate({ to: '/mailings' }) },
      { id: 'search.open', label: t('top.search'), hotkey: 'mod+k', icon: IconSearch, section: t('command.general'), run: openPalette },
      { id: 'lead.quickadd', label: t('top.quick_add'), hotkey: 'alt+a', icon: IconPlus, section: t('command.general'), keywords: 'kuaisu luru mingpian card', when: () => mayAdd, run: () => openQuickAdd() },
      { id: 'notices.open', label: t('notices:open'), hotkey: 'alt+0', icon: IconBell, section: t('command.general'), keywords: 'tixing tongzhi notices bell', run: openNotices },
      { id: 'undo.last', label: t('undo.undo'), hotkey: 'mod+z', icon: IconArrowBackUp, section: t('command.general'), run: undoLast },
      { id: 'undo.redo', label: t('undo.redo'), hotkey: 'mod+y', icon: IconArrowForwardUp, section: t('command.general'), run: redoLast },
      { id: 'theme.switch', label: t('top.theme'), icon: IconMoon, section: t('command.general'), run: switchTheme },
    ],
    [places, navigate, switchTheme, mayAdd, mayMail, t],
  );
}
