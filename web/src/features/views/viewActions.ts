import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { changeView, createView, deleteView, forgetTable } from '@/api/tables';
import type { View, ViewDraft } from '@/api/types';
import { toast } from '@/kit/notice/notice';

/** Creating, changing and deleting views of one table; the table's schema, which lists them, is read again after. */
export function useViewActions(table: string) {
  const { t } = useTranslation('views');
  const onError = (error: unknown) => toast({ words: apiError(error), tone: 'red' });
  const onSettled = () => forgetTable(table);
  const create = useMutation({ mutationFn: (draft: ViewDraft) => createView(table, draft), onError, onSettled });
  const change = useMutation({
    mutationFn: ({ id, draft }: { id: View['id']; draft: ViewDraft }) => changeView(id, draft),
    onError,
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (view: View) => deleteView(view.id),
    onSuccess: (_, view) => toast({ words: t('deleted', { name: view.name }) }),
    onError,
    onSettled,
  });
  return { create, change, remove };
}

/** What of a view is copied into a new one. */
export function draftOf(view: View): ViewDraft {
  const { kind, filter, sort, group, columns, colour, position } = view;
  return { kind, filter, sort, group, columns, colour, position };
}

export function mayChange(view: View, me: number): boolean {
  return view.editable ?? (!view.system && view.owner?.id === me);
}
