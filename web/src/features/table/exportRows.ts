import i18next from 'i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { watchJob } from '@/api/jobs';
import type { Filter, Sort } from '@/api/types';
import { toast } from '@/kit/notice/notice';

export interface ExportRequest {
  table: string;
  filter: Filter | null;
  sort: Sort;
  columns: string[];
  search: string;
}

/** Has the server write a workbook of what is shown and fetches it. The job goes on when the page is left. */
export async function exportRows(request: ExportRequest): Promise<void> {
  toast({ id: 'export', words: i18next.t('table:export.started') });
  try {
    const { job } = await api.post<{ job: number }>('/exports', request);
    const done = await watchJob(job, i18next.t('table:export.failed'));
    const link = document.createElement('a');
    link.href = api.href(`/exports/${job}/file.xlsx`);
    link.download = '';
    link.click();
    toast({ id: 'export', words: i18next.t('table:export.done', { count: done.done }) });
  } catch (error) {
    toast({ id: 'export', tone: 'red', words: apiError(error) });
  }
}
