import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import type { SearchHit } from '@/api/types';
import { factsOf, useLookalikes } from '@/features/duplicates/useLookalikes';
import { useOpenMerge } from './useMergePlace';
import styles from './merge.module.css';

const WAIT_MS = 150;
const MOST_HITS = 8;

/** Picks the other leads that this one is to be merged with. */
export function MergeWithDialog({ id, title, onClose }: { id: number; title: string; onClose: () => void }) {
  const { t } = useTranslation('merge');
  const open = useOpenMerge();
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), WAIT_MS);
  const [picked, setPicked] = useState<readonly number[]>([]);
  const found = useQuery({
    queryKey: keys.search(`merge ${words}`),
    queryFn: ({ signal }) => api.get<{ hits: SearchHit[] }>('/search', { q: words, limit: MOST_HITS * 2 }, signal),
    enabled: words.length > 1,
    placeholderData: keepPreviousData,
  });
  // Before anything is typed, the leads that look like this one.
  const alike = useLookalikes(factsOf({ company: title }), id)?.matches.flatMap(({ lead }) => (lead ? [{ ...lead, owner: lead.owner_name }] : []));
  const searched = (found.data?.hits ?? []).filter((hit) => hit.table === 'leads' && hit.id !== id);
  const hits = (words.length > 1 ? searched : (alike ?? [])).slice(0, MOST_HITS);
  const toggle = (lead: number) => setPicked(picked.includes(lead) ? picked.filter((one) => one !== lead) : [...picked, lead]);
  return (
    <Modal opened onClose={onClose} title={t('with.title', { title })} size={480}>
      <form
        className={styles.with}
        onSubmit={(event) => {
          event.preventDefault();
          if (picked.length > 0) open([id, ...picked]);
        }}
      >
        <TextInput data-autofocus type="search" label={t('with.find')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
        <ul className={styles.hits} aria-label={t('with.found')}>
          {hits.map((hit) => (
            <li key={hit.id}>
              <label>
                <input type="checkbox" checked={picked.includes(hit.id)} onChange={() => toggle(hit.id)} />
                <span>{hit.title}<small>{[hit.number, hit.owner].filter(Boolean).join('，')}</small></span>
              </label>
            </li>
          ))}
        </ul>
        {hits.length === 0 && <p className={styles.none}>{found.isError ? apiError(found.error) : words.length > 1 && !found.isFetching ? t('with.nothing') : ''}</p>}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>{t('with.cancel')}</Button>
          <Button type="submit" disabled={picked.length === 0}>{picked.length > 0 ? t('with.go', { count: picked.length + 1 }) : t('with.pick')}</Button>
        </Group>
      </form>
    </Modal>
  );
}
