import { Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCornerDownLeft, IconPlus, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { mayDo, useSession } from '@/api/session';
import { tablesQuery } from '@/api/tables';
import type { CellValue, SearchHit } from '@/api/types';
import { useCommandList, type Command } from '@/kit/commands/commands';
import { hotkeyWords } from '@/kit/commands/hotkeys';
import { toast } from '@/kit/notice/notice';
import { Kbd } from '@/kit/parts/Kbd';
import { useStore } from '@/kit/state/store';
import { looksLikeCard, openQuickAdd } from '@/features/quickadd/quickAddState';
import { matchCommands } from './matchCommands';
import { closePalette, paletteOpen } from './paletteState';
import styles from './palette.module.css';

const WAIT_MS = 120;
const MOST_HITS = 12;

interface Entry {
  key: string;
  hit?: SearchHit;
  command?: Command;
}

function useHits(words: string) {
  const [asked] = useDebouncedValue(words.trim(), WAIT_MS);
  return useQuery({
    queryKey: keys.search(asked),
    queryFn: ({ signal }) => api.get<{ hits: SearchHit[]; took_ms: number }>('/search', { q: asked, limit: MOST_HITS }, signal),
    enabled: asked.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
}

/** The rest of the summary: what title, number and owner do not say already. */
function summaryOf({ subtitle, title, number, owner }: SearchHit): string {
  const said = new Set([title, number, owner]);
  return [number, ...subtitle.split(' ').filter((part) => !said.has(part))].filter(Boolean).join('，');
}

function Hit({ hit }: { hit: SearchHit }) {
  return (
    <>
      <span className={styles['words']}>
        <b>{hit.title}</b>
        <span>{summaryOf(hit)}</span>
      </span>
      <span className={styles['owner']}>{hit.owner}</span>
    </>
  );
}

/** The lead behind a hit: itself, or the one a contact belongs to. */
async function leadOf({ table, id }: SearchHit): Promise<number | undefined> {
  if (table === 'leads') return id;
  const { cells } = await api.get<{ cells: Record<string, CellValue> }>(`/tables/${table}/rows/${id}`);
  const lead = cells['lead'];
  return typeof lead === 'object' && lead !== null && 'id' in lead ? lead.id : undefined;
}

function Action({ command }: { command: Command }) {
  const Icon = command.icon ?? IconCornerDownLeft;
  return (
    <>
      <Icon size={16} stroke={1.75} />
      <span className={styles['words']}>
        <span className={styles['label']}>{command.label}</span>
      </span>
      {command.hotkey && <Kbd>{hotkeyWords(command.hotkey)}</Kbd>}
    </>
  );
}

/** Search and every command behind one key. Shown over any place. */
export function Palette() {
  const { t } = useTranslation('search');
  const opened = useStore(paletteOpen);
  return (
    <Modal
      opened={opened}
      onClose={closePalette}
      withCloseButton={false}
      size={640}
      padding={0}
      yOffset="12dvh"
      radius="lg"
      aria-label={t('title')}
      transitionProps={{ duration: 90, transition: 'fade' }}
    >
      <PaletteBody />
    </Modal>
  );
}

function PaletteBody() {
  const { t } = useTranslation('search');
  const navigate = useNavigate();
  const mayAdd = mayDo(useSession(), 'leads', 'create');
  const listId = useId();
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const commands = matchCommands(useCommandList(), words);
  const hits = useHits(words);
  const found = words.trim() ? (hits.data?.hits ?? []) : [];
  const entries: Entry[] = [
    ...found.map((hit) => ({ key: `${hit.table}-${hit.id}`, hit })),
    ...commands.map((command) => ({ key: command.id, command })),
  ];
  if (mayAdd && looksLikeCard(words)) {
    const command = { id: 'quickadd.words', label: t('add', { words: words.trim() }), section: t('add_section'), icon: IconPlus, run: () => openQuickAdd(words.trim()) };
    entries.unshift({ key: command.id, command });
  }
  const tables = useQuery(tablesQuery).data ?? [];
  const sectionOf = (entry: Entry | undefined) =>
    entry && (entry.hit ? tables.find((table) => table.key === entry.hit?.table)?.label : entry.command?.section);
  const active = Math.min(at, entries.length - 1);

  async function open(hit: SearchHit): Promise<void> {
    const record = await leadOf(hit).catch((error: unknown) => toast({ words: apiError(error), tone: 'red' }));
    if (record) await navigate({ to: '/leads', search: (before) => ({ ...before, record }) });
  }

  function choose(entry: Entry | undefined): void {
    if (!entry) return;
    closePalette();
    if (entry.command) entry.command.run();
    else if (entry.hit) void open(entry.hit);
  }

  function press(event: KeyboardEvent): void {
    // Enter that picks an input-method candidate must not open anything.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((active + step + entries.length) % Math.max(1, entries.length));
    else if (event.key === 'Enter') choose(entries[active]);
    else return;
    event.preventDefault();
  }

  return (
    <div className={styles['palette']}>
      <div className={styles['field']}>
        <IconSearch size={18} stroke={1.75} aria-hidden />
        <input
          data-autofocus
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={entries[active] ? `${listId}-${active}` : undefined}
          aria-label={t('title')}
          placeholder={t('placeholder')}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
        <Kbd>Esc</Kbd>
      </div>
      <ul id={listId} role="listbox" aria-label={t('title')}>
        {entries.map((entry, index) => (
          <li key={entry.key} role="presentation">
            {sectionOf(entry) === sectionOf(entries[index - 1]) ? null : <h3>{sectionOf(entry)}</h3>}
            <button
              type="button"
              role="option"
              id={`${listId}-${index}`}
              aria-selected={index === active}
              tabIndex={-1}
              onMouseMove={() => setAt(index)}
              onClick={() => choose(entry)}
            >
              {entry.hit ? <Hit hit={entry.hit} /> : entry.command ? <Action command={entry.command} /> : null}
            </button>
          </li>
        ))}
      </ul>
      <p className={styles['foot']} role="status">
        {hits.isError && words.trim() ? apiError(hits.error) : words.trim() && !hits.isFetching && found.length === 0 ? t('nothing') : t('hint')}
      </p>
    </div>
  );
}
