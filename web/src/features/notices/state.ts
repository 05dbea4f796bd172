import { createStore } from '@/kit/state/store';

export const noticesOpen = createStore(false);

export function openNotices(): void {
  noticesOpen.set(true);
}

export function closeNotices(): void {
  noticesOpen.set(false);
}
