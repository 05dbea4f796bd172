import { Button, Group, Modal, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { createRows, tableQuery } from '@/api/tables';
import { recordOperation, undoOperation } from '@/api/undo';
import { toast } from '@/kit/notice/notice';
import { useStore } from '@/kit/state/store';
import { cellsOf, partsOf, type CardCell } from './card';
import { closeQuickAdd, quickAddText } from './quickAddState';
import styles from './quickadd.module.css';

const WAIT_MS = 250;

/** 快速录入: paste a card, a signature, a sentence; see what was read; save. Shown over any place. */
export function QuickAdd() {
  const { t } = useTranslation('quickadd');
  const text = useStore(quickAddText);
  return (
    <Modal opened={text !== undefined} onClose={closeQuickAdd} title={t('title')} size={640} yOffset="8dvh" transitionProps={{ duration: 90, transition: 'fade' }}>
      <QuickAddBody begun={text ?? ''} />
    </Modal>
  );
}

function useCard(text: string) {
  const [asked] = useDebouncedValue(text, WAIT_MS);
  return useQuery({
    queryKey: ['leads', 'card', asked],
    queryFn: async () => ({ text: asked, ...(await api.post<{ cells: CardCell[] }>('/leads/read-card', { text: asked })) }),
    enabled: asked.trim().length > 0,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}

function QuickAddBody({ begun }: { begun: string }) {
  const { t } = useTranslation('quickadd');
  const navigate = useNavigate();
  const schema = useQuery(tableQuery('leads')).data;
  const [text, setText] = useState(begun);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const card = useCard(text);
  const read = text.trim() === '' ? [] : (card.data?.cells ?? []);
  const cells = cellsOf(read, typed);
  const filled = Object.entries(cells).filter(([, value]) => value.trim() !== '');
  const pending = card.data?.text !== text && text.trim() !== '' && !card.isError;
  const labelOf = (column: string) => schema?.columns.find(({ id }) => id === column)?.label ?? column;

  async function save(): Promise<void> {
    if (busy || pending || filled.length === 0) return;
    setBusy(true);
    try {
      const answer = await createRows('leads', [Object.fromEntries(filled)], 'panel', crypto.randomUUID());
      const [made] = answer.results;
      if (made?.id) {
        recordOperation(answer.operation);
        const { operation } = answer;
        toast({ words: t('added', { name: cells['company'] || cells['contact'] || '' }), ...(operation ? { action: { label: t('undo'), hotkey: 'mod+z', run: () => void undoOperation(operation) } } : {}) });
        closeQuickAdd();
        const record = made.id;
        await navigate({ to: '/leads', search: (before) => ({ ...before, record }) });
        return;
      }
      setFaults(Object.fromEntries((made?.errors ?? []).map((error) => [error.column, error.message])));
    } catch (error) {
      setFaults({ '': apiError(error) });
    }
    setBusy(false);
  }

  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
  }

  return (
    <div className={styles.body} onKeyDown={press}>
      <Textarea data-autofocus autosize minRows={3} maxRows={8} aria-label={t('text')} placeholder={t('placeholder')} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <p className={styles.source} aria-label={t('read')}>
        {card.isError ? apiError(card.error) : read.length === 0 ? t('hint') : partsOf(card.data?.text ?? '', read).map((part, index) =>
          part.column ? <mark key={index} title={labelOf(part.column)}>{part.text}</mark> : <span key={index}>{part.text}</span>)}
      </p>
      <div className={styles.fields}>
        {Object.entries(cells).map(([column, value]) => (
          <TextInput key={column} size="sm" label={labelOf(column)} value={value} error={faults[column]} wrapperProps={{ 'data-wide': column === 'need' || column === 'address' || undefined }}
            onChange={({ currentTarget: { value: corrected } }) => setTyped((before) => ({ ...before, [column]: corrected }))} />
        ))}
      </div>
      {Object.entries(faults).filter(([column]) => !(column in cells)).map(([column, why]) => <p key={column} role="alert" className={styles.fault}>{why}</p>)}
      <Group justify="flex-end" gap="sm">
        <Button size="sm" variant="default" onClick={closeQuickAdd}>{t('cancel')}</Button>
        <Button size="sm" loading={busy} disabled={pending || filled.length === 0} onClick={() => void save()}>{t('save')}</Button>
      </Group>
    </div>
  );
}
