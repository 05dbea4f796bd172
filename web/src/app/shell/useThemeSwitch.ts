import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useCallback } from 'react';
import { api } from '@/api/client';

/** Light ↔ dark at once; the choice is also kept with the person, and a failure of that is no reason to stop. */
export function useThemeSwitch(): () => void {
  const { setColorScheme } = useMantineColorScheme();
  const now = useComputedColorScheme('light');
  return useCallback(() => {
    const next = now === 'dark' ? 'light' : 'dark';
    setColorScheme(next);
    api.patch('/session', { theme: next }).catch(() => undefined);
  }, [now, setColorScheme]);
}
