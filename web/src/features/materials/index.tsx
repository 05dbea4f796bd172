import { Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconSearch, IconUpload } from '@tabler/icons-react';
import { useLocation, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError, isApiError } from '@/api/errors';
import { mayDo, useSession } from '@/api/session';
import { useCreate } from '@/features/settings/parts/useCreate';
import { toast } from '@/kit/notice/notice';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { usePhone } from '@/kit/state/usePhone';
import { MaterialPane } from './MaterialPane';
import { MaterialList } from './MaterialList';
import { useIndustries, useKinds, useLibrary, useLimits, type Wanted } from './data';
import { useUpload } from './useUpload';
import styles from './materials.module.css';

/** Which material is open stands in the address, so that a link shows it. */
function useOpen(): [number | undefined, (id: number | undefined) => void] {
  const raw = useLocation({ select: (location) => location.search as Record<string, unknown> })['id'];
  const router = useRouter();
  return [Number.isSafeInteger(raw) ? (raw as number) : undefined, (id) => router.history.replace(id === undefined ? '/materials' : `/materials?id=${id}`)];
}

const PAUSE_MS = 200;
const ALL: Wanted = { search: '', kind: null, industry: '', retired: false };

/** 资料: the library; found by name or pinyin, filled by dropping files, edited beside the list. */
export function Page() {
  const { t } = useTranslation('materials');
  const phone = usePhone();
  const session = useSession();
  const [wanted, setWanted] = useState(ALL);
  // Counts how often the filter was given up as a whole: then the search field begins anew, too.
  const [anew, setAnew] = useState(0);
  const [open, setOpen] = useOpen();
  const library = useLibrary(wanted);
  const upload = useUpload(setOpen);
  const mayCreate = mayDo(session, 'materials', 'create');
  const row = library.data?.find(({ id }) => id === open);
  const narrowed = wanted.search.trim().length > 1 || wanted.kind !== null || wanted.industry !== '' || wanted.retired;
  return (
    <DropPlace enabled={mayCreate} onFiles={(files) => void upload.add(files)}>
      {!(phone && row) && <Head key={anew} wanted={wanted} onWanted={(part) => setWanted((before) => ({ ...before, ...part }))} mayCreate={mayCreate} busy={upload.busy} onFiles={(files) => void upload.add(files)} onOpen={setOpen} />}
      <div className={styles.split} data-open={row !== undefined} data-phone={phone}>
        {!(phone && row) && (
          <div className={styles.left}>
            {library.isPending && <LoadingBars rows={10} />}
            {library.isError && (
              <PlaceState kind={isApiError(library.error, 'offline') ? 'offline' : 'error'} words={apiError(library.error)}>
                <Button size="xs" variant="default" onClick={() => void library.refetch()}>{t('again')}</Button>
              </PlaceState>
            )}
            {library.data?.length === 0 && (
              narrowed ? (
                <PlaceState kind="empty" words={t('empty.found')}><Button size="xs" variant="default" onClick={() => { setWanted(ALL); setAnew(anew + 1); }}>{t('empty.all')}</Button></PlaceState>
              ) : (
                <PlaceState kind="empty" title={t('empty.title')} words={t(mayCreate ? 'empty.words' : 'empty.wait')} />
              )
            )}
            {library.data && library.data.length > 0 && <MaterialList rows={library.data} open={open} onOpen={setOpen} />}
          </div>
        )}
        {row && <MaterialPane key={row.id} row={row} onClose={() => setOpen(undefined)} phone={phone} onGone={() => setOpen(undefined)} />}
      </div>
    </DropPlace>
  );
}

interface HeadProps {
  wanted: Wanted;
  onWanted: (part: Partial<Wanted>) => void;
  mayCreate: boolean;
  busy: boolean;
  onFiles: (files: File[]) => void;
  onOpen: (id: number) => void;
}

function Head({ wanted, onWanted, mayCreate, busy, onFiles, onOpen }: HeadProps) {
  const { t } = useTranslation('materials');
  const kinds = useKinds();
  const industries = useIndustries();
  const limits = useLimits();
  const create = useCreate('materials');
  const input = useRef<HTMLInputElement>(null);

  async function write(): Promise<void> {
    const made = await create({ name: t('new.name'), ...(wanted.kind === null ? {} : { kind: wanted.kind }) }, t('new.made'));
    if (made.id === undefined) toast({ words: made.refusal, tone: 'red' });
    else onOpen(made.id);
  }

  return (
    <header className={styles.head}>
      <SearchField onText={(search) => onWanted({ search })} />
      <Select size="xs" clearable aria-label={t('kind')} placeholder={t('kind_any')} className={styles.choice ?? ''} value={wanted.kind === null ? null : String(wanted.kind)}
        data={kinds.map(({ id, label }) => ({ value: String(id), label }))} onChange={(id) => onWanted({ kind: id === null ? null : Number(id) })} />
      <Select size="xs" clearable searchable aria-label={t('industry')} placeholder={t('industry_any')} className={styles.choice ?? ''} value={wanted.industry || null}
        data={industries} onChange={(industry) => onWanted({ industry: industry ?? '' })} />
      <button type="button" className={styles.toggle} aria-pressed={wanted.retired} onClick={() => onWanted({ retired: !wanted.retired })}>{t('retired')}</button>
      {mayCreate && (
        <div className={styles.add}>
          <Button size="xs" variant="default" leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => void write()}>{t('new.write')}</Button>
          <Button size="xs" loading={busy} leftSection={<IconUpload size={16} stroke={1.75} />} onClick={() => input.current?.click()}>{t('new.upload')}</Button>
          <input
            ref={input} type="file" multiple hidden aria-label={t('new.choose')} accept={limits?.endings.map((ending) => `.${ending}`).join(',')}
            onChange={(event) => {
              onFiles([...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
        </div>
      )}
    </header>
  );
}

/** Asks once the person pauses, and never in the middle of a composition. */
function SearchField({ onText }: { onText: (text: string) => void }) {
  const { t } = useTranslation('materials');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const ask = (text: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onText(text), PAUSE_MS);
  };
  return (
    <TextInput
      size="xs" className={styles.search ?? ''} aria-label={t('search')} placeholder={t('search')} leftSection={<IconSearch size={16} stroke={1.75} />}
      onCompositionEnd={(event) => ask(event.currentTarget.value)}
      onChange={(event) => {
        if (!(event.nativeEvent as InputEvent).isComposing) ask(event.currentTarget.value);
      }}
    />
  );
}

/** The whole page takes files that are dropped on it. */
function DropPlace({ enabled, onFiles, children }: { enabled: boolean; onFiles: (files: File[]) => void; children: React.ReactNode }) {
  const { t } = useTranslation('materials');
  const [over, setOver] = useState(false);
  const carries = (event: DragEvent) => enabled && event.dataTransfer.types.includes('Files');
  return (
    <div
      className={styles.page}
      onDragOver={(event) => {
        if (!carries(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (!carries(event)) return;
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
      {over && <div className={styles.over}><IconUpload size={28} stroke={1.5} aria-hidden />{t('new.drop')}</div>}
    </div>
  );
}
