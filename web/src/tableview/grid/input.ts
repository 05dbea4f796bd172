import { fieldOf } from '@/fields/registry';
import type { Commands, TextBox } from '../model/commands';
import { commandFor, type Key, type Mode } from '../model/keyboard';
import type { Session } from '../model/session';
import { matrixOfHtml } from './html_table';
import { toTsv } from '../model/tsv';

/** Key code browsers report for a key that went to an input method. */
const TO_INPUT_METHOD = 229;

/**
 * The one text area that always has the focus. It lies transparent over the active cell; what is typed or composed
 * there makes it the visible editor, so the focus never moves and no input method loses its first character.
 */
export class GridInput implements TextBox {
  private readonly session: Session;
  private readonly commands: Commands;
  private readonly area: HTMLTextAreaElement;
  private composing = false;
  /** The person last pressed somewhere outside of the table: keys are not ours until the focus comes back. */
  private away = false;

  constructor(area: HTMLTextAreaElement, session: Session, commands: Commands) {
    this.area = area;
    this.session = session;
    this.commands = commands;
  }

  /** Listens until the returned function is called. */
  attach(): () => void {
    const { area } = this;
    const off = new AbortController();
    const { signal } = off;
    area.addEventListener('keydown', (event) => { this.keydown(event); }, { signal });
    area.addEventListener('input', () => { this.typed(); }, { signal });
    area.addEventListener('compositionstart', () => { this.compositionStarts(); }, { signal });
    area.addEventListener('compositionend', () => { this.compositionEnds(); }, { signal });
    area.addEventListener('copy', (event) => { this.copy(event, false); }, { signal });
    area.addEventListener('cut', (event) => { this.copy(event, true); }, { signal });
    area.addEventListener('paste', (event) => { this.paste(event); }, { signal });
    area.addEventListener('blur', () => { this.blurred(); }, { signal });
    area.addEventListener('focus', () => { this.away = false; }, { signal });
    document.addEventListener('pointerdown', (event) => { this.away = !this.isInside(event.target); }, { signal, capture: true });
    document.addEventListener('keydown', (event) => { this.catchStray(event); }, { signal, capture: true });
    const forget = this.session.state.subscribe(() => { this.follow(); });
    return () => {
      off.abort();
      forget();
    };
  }

  focus(): void {
    this.area.focus({ preventScroll: true });
  }

  get(): string {
    return this.area.value;
  }

  insert(text: string): void {
    const { area } = this;
    area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
    this.typed();
  }

  /** Ends a composition by force and writes what stands there: the person clicked somewhere else. */
  finish(): void {
    if (this.composing) {
      // Leaving the field is the only way to make the browser hand over what is being composed.
      this.area.blur();
      this.focus();
    }
    if (this.commands.editor.current) this.commands.editor.commit(this.area.value);
  }

  private keydown(event: KeyboardEvent): void {
    const key: Key = {
      key: event.key, ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey, alt: event.altKey,
      composing: this.composing || event.isComposing || event.keyCode === TO_INPUT_METHOD,
    };
    const { editing } = this.session.state.get();
    const mode: Mode = editing?.mode ?? 'rest';
    const column = this.session.activeColumn;
    const editor = editing?.editor ?? (column ? fieldOf(column.kind).editor : 'none');
    const command = commandFor(key, mode, editor, this.area.value === '');
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    this.commands.run(command, this);
  }

  private typed(): void {
    if (this.commands.editor.typed(this.area.value)) return;
    // The cell cannot be written and has said why. An input method is left alone until it ends.
    if (!this.composing) this.area.value = '';
  }

  private compositionStarts(): void {
    this.composing = true;
    if (!this.commands.editor.current) this.commands.editor.begin('replace', this.area.value);
    this.session.state.patch({ composing: true });
  }

  private compositionEnds(): void {
    this.composing = false;
    this.session.state.patch({ composing: false });
    const { current } = this.commands.editor;
    if (!current) {
      this.area.value = '';
    } else if (current.mode === 'replace' && this.area.value === '' && current.editor !== 'lists') {
      // The person gave the composition up: the cell keeps what it had.
      this.commands.editor.cancel();
    } else {
      this.typed();
    }
  }

  private copy(event: ClipboardEvent, cut: boolean): void {
    if (this.commands.editor.current) return;
    event.preventDefault();
    const content = this.commands.clipboard.copy(cut);
    if (!content) return;
    event.clipboardData?.setData('text/plain', content.text);
    event.clipboardData?.setData('text/html', content.html);
  }

  private paste(event: ClipboardEvent): void {
    if (this.commands.editor.current) return;
    event.preventDefault();
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const html = event.clipboardData?.getData('text/html') ?? '';
    if (text !== '') {
      this.commands.clipboard.paste(text, /<table/i.test(html));
      return;
    }
    const matrix = matrixOfHtml(html);
    if (matrix.length > 0) this.commands.clipboard.paste(toTsv(matrix));
  }

  /** The focus went elsewhere in the page: what was typed is written. Switching windows leaves the editor open. */
  private blurred(): void {
    if (document.hasFocus() && !this.composing && this.commands.editor.current) this.commands.editor.commit(this.area.value);
  }

  private isInside(target: EventTarget | null): boolean {
    return target instanceof Node && (this.area.closest('.g-root')?.contains(target) ?? false);
  }

  /** A key that would go nowhere, because what had the focus has vanished, comes here. */
  private catchStray(event: KeyboardEvent): void {
    const { activeElement } = document;
    if (!this.away && (activeElement === null || activeElement === document.body) && !event.defaultPrevented) this.focus();
  }

  /** Brings the text area into line with the session, at once. */
  private follow(): void {
    if (this.composing) return;
    const { editing } = this.session.state.get();
    const text = editing?.text ?? '';
    if (this.area.value === text) return;
    this.area.value = text;
    this.area.setSelectionRange(text.length, text.length);
  }
}
