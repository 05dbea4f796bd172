import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { api } from './client';
import { openGate, resetGate } from './gate';
import { keys } from './keys';
import { queryClient } from './queryClient';
import type { Session, SetupState } from './types';

export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: async () => {
    const session = await api.get<Session>('/session');
    openGate();
    return session;
  },
  staleTime: Infinity,
});

export const setupQuery = queryOptions({ queryKey: keys.setup, queryFn: () => api.get<SetupState>('/setup') });

/** The signed-in person with rights; only below the shell, which is shown to nobody else. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** The same where nobody may be signed in. */
export function useMaybeSession(): Session | undefined {
  return useQuery({ ...sessionQuery, enabled: false }).data;
}

/** Whether the person may do `action` (create, edit, delete, export, import, assign, …) in a table at all. */
export function mayDo(session: Session, table: string, action: string): boolean {
  return session.tables[table]?.actions.includes(action) ?? false;
}

export function storeSession(session: Session): void {
  queryClient.setQueryData(keys.session, session);
  openGate();
}

export async function signIn(username: string, password: string): Promise<Session> {
  const session = await api.post<Session>('/session', { username, password });
  storeSession(session);
  return session;
}

export async function signOut(): Promise<void> {
  await api.delete('/session');
  resetGate();
  queryClient.clear();
}
