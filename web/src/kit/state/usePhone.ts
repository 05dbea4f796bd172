import { useMediaQuery } from '@mantine/hooks';

/** Whether the window is as narrow as a phone: list cards instead of the grid, tabs at the bottom. */
export function usePhone(): boolean {
  return useMediaQuery('(max-width: 767px)', undefined, { getInitialValueInEffect: false }) ?? false;
}
