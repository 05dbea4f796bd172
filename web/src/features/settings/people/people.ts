import { useQuery } from '@tanstack/react-query';
import { countRows } from '@/api/tables';
import type { Filter, Labelled } from '@/api/types';
import { linkCell, textCell, type SettingRow } from '../parts/cells';
import { useSettingRows } from '../parts/settingRows';

export const PERSON_COLUMNS = [
  'name', 'username', 'unit', 'role', 'active', 'joined_at', 'mobile', 'email', 'seniority', 'regions', 'industries', 'product_lines',
];

export type PersonState = 'active' | 'invited' | 'inactive';

/** Invited people have a name here and no password yet; inactive ones may not sign in any more. */
export function stateOf(person: SettingRow): PersonState {
  if (person.cells['active'] === false) return 'inactive';
  return person.cells['joined_at'] ? 'active' : 'invited';
}

/** Names of a small table for a picker, in the table's order. */
export function useNames(table: 'units' | 'roles'): Labelled[] {
  const { data } = useSettingRows(table, { columns: ['name'] });
  return (data ?? []).map((row) => ({ id: row.id, label: textCell(row, 'name') }));
}

/** How many leads the person owns, to be named before something happens to them. */
export function useOwnedLeads(personId: number) {
  const filter: Filter = { column: 'owner', op: 'is', value: personId };
  return useQuery({
    queryKey: ['rows', 'leads', 'count', filter],
    queryFn: () => countRows('leads', { filter }),
    retry: false,
  });
}

export function unitOf(person: SettingRow): Labelled | null {
  return linkCell(person, 'unit');
}
