import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Filter } from '@/api/types';
import { textCell } from '@/features/settings/parts/cells';
import { useSettingRows } from '@/features/settings/parts/settingRows';
import { wordsOf } from './reading';

/** One material that was sent, and what became of it. */
export interface Enclosed {
  id: number;
  material_id: number;
  name: string;
  kind: string;
  at: string;
  told: boolean;
  opens: number;
  reads: number;
  opened_at: string | null;
  last_at: string | null;
  expires_at: string;
}

export interface Suggested {
  id: number;
  name: string;
  kind: string;
  reasons: string[];
}

export interface MaterialBrief {
  sent: Enclosed[];
  suggested: Suggested[];
  may_send: boolean;
}

export interface Recipient {
  contact: number | null;
  name: string;
  title: string;
  email: string | null;
  mail_refusal: string | null;
  yields: boolean;
}

export interface Proposed extends Suggested {
  fits: boolean;
}

export interface LeadMaterials {
  may_send: boolean;
  recipients: Recipient[];
  proposed: Proposed[];
  sent: Enclosed[];
  guard: string | null;
  link_days: number;
  can_send: boolean;
}

export interface SentLink {
  material: number;
  name: string;
  url: string;
}

export interface SendBody {
  materials: number[];
  way: 'mail' | 'wechat';
  contact: number | null;
  text: string;
  guard_reason: string;
  client_key: string;
}

export interface FileVersion {
  version: number;
  file_name: string;
  size: number;
  created_at: string;
  by: string | null;
  current: boolean;
}

export interface MaterialDetail {
  id: number;
  versions: FileVersion[];
  sent: number;
  opened: number;
}

export const materialKeys = {
  detail: (id: number) => [...keys.rows('materials'), 'detail', id] as const,
  limits: ['materials', 'limits'] as const,
  ofLead: (id: number) => [...keys.row('leads', id), 'materials'] as const,
};

export const getLeadMaterials = (id: number) => api.get<LeadMaterials>(`/leads/${id}/materials`);

export const sendMaterials = (id: number, body: SendBody) =>
  api.post<{ operation: number; links: SentLink[] }>(`/leads/${id}/materials`, body);

export const uploadMaterial = (file: File, material?: number) =>
  api.upload<{ operation: number; id: number }>('/materials/files', file, material === undefined ? {} : { material: String(material) });

export const fileHref = (id: number, version?: number) => api.href(`/materials/${id}/file`, { version });

export function useMaterial(id: number) {
  return useQuery({ queryKey: materialKeys.detail(id), queryFn: () => api.get<MaterialDetail>(`/materials/${id}`) });
}

export function useLimits() {
  return useQuery({ queryKey: materialKeys.limits, queryFn: () => api.get<{ endings: string[]; megabytes: number }>('/materials/limits'), staleTime: 60_000 }).data;
}

export interface Kind {
  id: number;
  label: string;
  internal: boolean;
}

export function useKinds(): Kind[] {
  const { data } = useSettingRows('material_kinds', { columns: ['name', 'internal'] });
  return useMemo(() => (data ?? []).map((row) => ({ id: row.id, label: textCell(row, 'name'), internal: row.cells['internal'] === true })), [data]);
}

export interface Wanted {
  search: string;
  kind: number | null;
  industry: string;
  retired: boolean;
}

const COLUMNS = ['name', 'kind', 'industries', 'products', 'grades', 'words', 'text', 'link', 'valid_until', 'retired', 'file_name', 'file_size', 'version'];

/** The library as it is asked for; a search of one letter finds nothing and is not sent. */
export function useLibrary({ search, kind, industry, retired }: Wanted) {
  const parts: Filter[] = [
    ...(kind === null ? [] : [{ column: 'kind', op: 'is', value: kind } as Filter]),
    ...(industry === '' ? [] : [{ column: 'industries', op: 'contains', value: industry } as Filter]),
    { column: 'retired', op: 'is', value: retired },
  ];
  const words = search.trim();
  return useSettingRows('materials', { columns: COLUMNS, filter: { and: parts }, sort: [['name', 'asc']], ...(words.length > 1 ? { search: words } : {}) });
}

/** The industries that the library names, for the filter. */
export function useIndustries(): string[] {
  const { data } = useSettingRows('materials', { columns: ['industries'], filter: { column: 'industries', op: 'not_empty' } });
  return useMemo(() => [...new Set((data ?? []).flatMap((row) => wordsOf(textCell(row, 'industries'))))].sort((a, b) => a.localeCompare(b, 'zh-CN')), [data]);
}
