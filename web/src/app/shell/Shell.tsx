import { Outlet, useLocation } from '@tanstack/react-router';
import { Suspense, useEffect, useMemo, useState } from 'react';
import { useSession } from '@/api/session';
import { useCommands } from '@/kit/commands/commands';
import { handleHotkey } from '@/kit/commands/hotkeys';
import { LoadingBars } from '@/kit/parts/PlaceState';
import { SlotProvider } from '@/kit/parts/Slot';
import { usePhone } from '@/kit/state/usePhone';
import { Palette } from '@/features/search/Palette';
import { QuickAdd } from '@/features/quickadd/QuickAdd';
import { placesFor } from '../places';
import { useShellCommands } from './shellCommands';
import { BottomTabs } from './BottomTabs';
import { Rail } from './Rail';
import { TopBar } from './TopBar';
import styles from './shell.module.css';

function useHotkeys(): void {
  useEffect(() => {
    globalThis.addEventListener('keydown', handleHotkey);
    return () => globalThis.removeEventListener('keydown', handleHotkey);
  }, []);
}

/** The frame around every place: rail or bottom tabs, top bar, palette, shortcuts. */
export function Shell() {
  const session = useSession();
  const places = useMemo(() => placesFor(session), [session]);
  const here = useLocation({ select: (location) => location.pathname });
  const current = places.find((place) => [place.to, ...(place.also ?? [])].some((path) => here.startsWith(path)));
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const phone = usePhone();
  useCommands(useShellCommands(places));
  useHotkeys();
  return (
    <SlotProvider value={slot}>
      <div className={styles['app']} data-phone={phone}>
        {!phone && <Rail places={places} current={current} />}
        <main className={styles['main']}>
          <TopBar current={current} slotRef={setSlot} phone={phone} />
          <div className={styles['place']}>
            <Suspense fallback={<LoadingBars />}>
              <Outlet />
            </Suspense>
          </div>
        </main>
        {phone && <BottomTabs places={places} current={current} />}
        <Palette />
        <QuickAdd />
      </div>
    </SlotProvider>
  );
}
