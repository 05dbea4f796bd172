import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { queryRows, tableQuery } from '@/api/tables';
import type { Column } from '@/api/types';
import { filterOptions } from '@/fields/options';
import type { ChoiceOption } from '@/fields/types';
import { usePeople, useStages } from '../data';
import { stageLabel } from '../stage/pipelines';

const LINK_LIMIT = 20;

function useLinked(table: string | null | undefined, query: string) {
  const schema = useQuery({ ...tableQuery(table ?? ''), enabled: Boolean(table) });
  const title = schema.data?.title_column;
  return useQuery({
    queryKey: ['link-options', table, query],
    queryFn: async () => {
      const page = await queryRows(table ?? '', { columns: [title ?? ''], limit: LINK_LIMIT, ...(query ? { search: query } : {}) });
      return page.rows.map((row) => ({ key: String(row.id), label: String(row.cells[0] ?? row.id) }));
    },
    enabled: Boolean(table) && title !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** What can be picked in a column for what was typed so far; people and linked records are asked for as needed. */
export function useFieldOptions(column: Column, query: string): readonly ChoiceOption[] {
  const people = usePeople(query, column.kind === 'person');
  const linked = useLinked(column.kind === 'link' ? column.link_table : null, query);
  const stages = useStages(column.kind === 'stage');
  switch (column.kind) {
    case 'person':
      return (people.data ?? []).map((hit) => ({ key: String(hit.id), label: hit.label, ...(hit.unit ? { note: hit.unit } : {}) }));
    case 'link':
      return filterOptions(linked.data ?? [], '');
    case 'stage':
      return filterOptions((stages.data ?? []).map((stage) => ({ key: String(stage.id), label: stageLabel(stage), progress: stage.progress, stageKind: stage.kind })), query);
    default:
      return filterOptions((column.options ?? []).map(({ key, label }) => ({ key, label })), query);
  }
}
