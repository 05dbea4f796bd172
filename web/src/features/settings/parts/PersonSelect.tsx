import { Select, type SelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import type { Labelled } from '@/api/types';

interface Person extends Labelled {
  unit?: string | null;
}

type Props = Omit<SelectProps, 'data' | 'value' | 'onChange' | 'filter' | 'onSearchChange' | 'searchable'> & {
  value: Labelled | null;
  onChange: (person: Labelled | null) => void;
  /** People who cannot be chosen here. */
  except?: readonly number[];
};

/** Picks one person; looks up while typing, so that an organisation of any size is never loaded whole. */
export function PersonSelect({ value, onChange, except = [], ...rest }: Props) {
  const [typed, setTyped] = useState('');
  const { data = [] } = useQuery({
    queryKey: ['people', 'lookup', typed],
    queryFn: () => api.get<Person[]>('/people/lookup', { q: typed, limit: 50 }),
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  const found: Person[] = data.filter((person) => !except.includes(person.id));
  const offered = value && !found.some((person) => person.id === value.id) ? [value, ...found] : found;
  return (
    <Select
      {...rest}
      searchable
      data={offered.map((person) => ({ value: String(person.id), label: person.label }))}
      // The server has already chosen: it also finds by pinyin, which a comparison of letters would throw away.
      filter={({ options }) => options}
      onSearchChange={(text) => setTyped(offered.some((person) => person.label === text) ? '' : text)}
      value={value ? String(value.id) : null}
      onChange={(id) => onChange(offered.find((person) => String(person.id) === id) ?? null)}
    />
  );
}
