import { useThrottledCallback } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { useEvents } from '@/api/events';
import { keys } from '@/api/keys';
import type { Parts, WebForm } from './forms';

/** Hangs on the table's key: whoever writes a form renews these too. */
export const formsKey = [...keys.rows('web_forms'), 'described'] as const;

export const sentKey = (form: number) => ['web-forms', form, 'sent'] as const;

/** A submission that waits leaves no trace in the ledger: while a form is open it is looked at every so often. */
export const AGAIN_MS = 5_000;
const REFRESH_MS = 1_000;

export function useForms() {
  return useQuery({
    queryKey: formsKey, queryFn: () => api.get<WebForm[]>('/web-forms'),
    refetchInterval: ({ state }) => (state.data?.some((form) => form.active) ? AGAIN_MS : false),
  });
}

/** A submission that became a lead is seen as soon as the lead is there; many close together are one look. */
export function useLiveSubmissions(form: number): void {
  const client = useQueryClient();
  const refresh = useThrottledCallback(() => {
    void client.invalidateQueries({ queryKey: sentKey(form) });
    void client.invalidateQueries({ queryKey: formsKey });
  }, REFRESH_MS);
  useEvents((event) => {
    if (event.type === 'resync' || ((event.type === 'rows' || event.type === 'reload') && event.table === 'leads')) refresh();
  });
}

/** What a form has brought, whoever has it; `waiting` nobody has decided about. */
export const formUse = (id: number) => api.get<{ submissions: number; waiting: number; leads: number }>(`/web-forms/${id}/use`);

export function useParts() {
  return useQuery({ queryKey: ['web-forms', 'parts'], queryFn: () => api.get<Parts>('/web-forms/parts'), staleTime: 60_000 });
}
