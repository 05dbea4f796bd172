import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf, wordsOf } from '@/fields/registry';
import { shownWords } from '../model/cells';
import type { FieldSettings } from '../model/contract';
import { GridInput } from './input';
import { useParts } from './parts';
import { widthOfText } from './text_width';
import { usePart, useStore } from './use_store';

/** Room for padding, border and caret beside the text, pixels. */
const AROUND = 26;
const LONG_TEXT_WIDTH = 320;

/** The text area over the active cell; see `GridInput`. */
export function TextArea({ settings, onInput }: { settings: FieldSettings; onInput: (input: GridInput | undefined) => void }) {
  const { session, commands, viewport, id } = useParts();
  const ref = useRef<HTMLTextAreaElement>(null);
  const editing = usePart(session.state, (state) => state.editing);
  const composing = usePart(session.state, (state) => state.composing);
  const active = usePart(session.state, (state) => state.selection.active);
  const { view, width: room } = useStore(viewport.state);
  useStore(viewport.placed);
  useStore(session.lines);
  const { label, held } = useWords(settings);

  useEffect(() => {
    const area = ref.current;
    if (!area) return undefined;
    const input = new GridInput(area, session, commands);
    const detach = input.attach();
    onInput(input);
    if (document.activeElement === document.body) input.focus();
    return () => {
      detach();
      onInput(undefined);
    };
  }, [session, commands, onInput]);

  const rect = viewport.rectOf(active);
  const multi = editing?.editor === 'lines' || (editing?.text.includes('\n') ?? false);
  useGrowingHeight(ref, editing?.text, multi, rect?.height ?? 0, view - (rect?.y ?? 0));
  const least = (rect?.width ?? 0) + 1;
  const most = Math.max(least, room - (rect?.x ?? 0) - 8);
  const wanted = multi ? Math.max(least, LONG_TEXT_WIDTH) : editing ? widthOfText(editing.text) + AROUND : least;
  const names = ['g-input'];
  if (editing) names.push('g-input-open');
  if (composing) names.push('g-input-composing');
  if (multi) names.push('g-input-multi');
  const column = session.columnAt(active.col);
  if (column && fieldOf(column.kind).align === 'right') names.push('g-right');
  return (
    <textarea
      ref={ref} className={names.join(' ')} rows={1} spellCheck={false} autoComplete="off" autoCapitalize="off" aria-label={label}
      aria-multiline={multi} aria-haspopup={editing?.list ? 'listbox' : undefined} aria-controls={editing?.list ? `${id}-list` : undefined}
      aria-activedescendant={editing?.list?.matches[editing.list.highlight] ? `${id}-list-${editing.list.highlight}` : undefined}
      placeholder={editing?.list && editing.text === '' ? held : undefined}
      style={rect ? { transform: `translate(${rect.x - 1}px, ${rect.y - 1}px)`, width: Math.min(most, Math.max(least, wanted)), minHeight: rect.height + 1 } : undefined}
    />
  );
}

/** Height of several lines, between the cell and the end of the view. */
function useGrowingHeight(ref: React.RefObject<HTMLTextAreaElement | null>, text: string | undefined, multi: boolean, least: number, room: number): void {
  useLayoutEffect(() => {
    const area = ref.current;
    if (!area) return;
    area.style.height = `${least + 1}px`;
    if (multi) area.style.height = `${Math.min(Math.max(area.scrollHeight + 4, least + 1), Math.max(least + 1, Math.min(240, room)))}px`;
  }, [ref, text, multi, least, room]);
}

/** What assistive technology speaks (column, row, content and what is the matter with it), and the content alone. */
function useWords(settings: FieldSettings): { label: string; held: string } {
  const { session, source } = useParts();
  const { t } = useTranslation('grid');
  const active = usePart(session.state, (state) => state.selection.active);
  const picked = usePart(session.state, (state) => state.editing?.list?.picked);
  const store = source();
  const record = useSyncExternalStore(store.subscribe, () => session.rowAt(active.row));
  useStore(session.lines);
  const column = session.columnAt(active.col);
  if (!column) return { label: t('cells'), held: '' };
  const state = record?.states?.[column.id];
  const words = record ? shownWords(record, column, settings) : t('loading');
  const dead = record?.dead?.has(column.id) ? t('dead', { by: column.label }) : '';
  const said = state?.kind === 'refused' ? state.reason : state ? t(`state.${state.kind}`) : dead;
  const label = t('cell', { column: column.label, row: active.row + 1, value: words || t('empty') });
  const held = picked && column.kind === 'choices' ? wordsOf(picked, column, settings) : words;
  return { label: said === '' ? label : `${label} · ${said}`, held };
}
