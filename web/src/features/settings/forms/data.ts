import { useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Parts, WebForm } from './forms';

/** Hangs on the table's key: whoever writes a form renews these too. */
export const formsKey = [...keys.rows('web_forms'), 'described'] as const;

export function useForms() {
  return useQuery({ queryKey: formsKey, queryFn: () => api.get<WebForm[]>('/web-forms') });
}

/** What a form has brought, whoever has it; `waiting` nobody has decided about. */
export const formUse = (id: number) => api.get<{ submissions: number; waiting: number; leads: number }>(`/web-forms/${id}/use`);

export function useParts() {
  return useQuery({ queryKey: ['web-forms', 'parts'], queryFn: () => api.get<Parts>('/web-forms/parts'), staleTime: 60_000 });
}
