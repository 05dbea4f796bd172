import type { EditorKind } from '@/fields/field_type';
import type { Direction, Reach } from './navigation';

/** A key as the browser reports it, without the DOM. `ctrl` is Ctrl or, on a Mac, Command. */
export interface Key {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  /** An input method is composing, or the key went to it (key code 229): such keys are never ours. */
  readonly composing: boolean;
}

/** Not editing; typing replaced the cell (arrows leave it); the caret is inside the text (arrows move the caret). */
export type Mode = 'rest' | 'replace' | 'caret';

export type Command =
  | { readonly do: 'move'; readonly direction: Direction; readonly reach: Reach; readonly extend: boolean }
  | { readonly do: 'corner'; readonly end: boolean; readonly extend: boolean }
  | { readonly do: 'advance'; readonly direction: Direction }
  | { readonly do: 'commit'; readonly direction: Direction }
  | { readonly do: 'highlight'; readonly by: 1 | -1 }
  | {
      readonly do:
        | 'edit' | 'editEmpty' | 'cancel' | 'newline' | 'fillSelection' | 'toggle' | 'clear' | 'undo' | 'redo' | 'fillDown' | 'fillRight'
        | 'selectAll' | 'open' | 'caret' | 'menu' | 'escape' | 'removeLast' | 'keepMine' | 'keepTheirs' | 'check';
    };

const ARROWS: Readonly<Record<string, Direction>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' };

const CTRL: Readonly<Record<string, Command>> = {
  z: { do: 'undo' }, y: { do: 'redo' }, d: { do: 'fillDown' }, r: { do: 'fillRight' }, a: { do: 'selectAll' }, Enter: { do: 'open' },
};

/**
 * What a key means. Undefined: it is not ours and the browser goes on with it, which is how text, the native clipboard
 * (Ctrl+C, X, V raise their own events) and everything an input method needs get through.
 */
export function commandFor(key: Key, mode: Mode, editor: EditorKind, textIsEmpty: boolean): Command | undefined {
  if (key.composing) return undefined;
  return mode === 'rest' ? atRest(key, editor) : whileEditing(key, mode, editor, textIsEmpty);
}

function atRest(key: Key, editor: EditorKind): Command | undefined {
  const arrow = ARROWS[key.key];
  if (arrow && key.alt) return key.key === 'ArrowDown' ? { do: 'edit' } : undefined;
  if (arrow) return { do: 'move', direction: arrow, reach: key.ctrl ? 'edge' : 'cell', extend: key.shift };
  if (key.alt) return key.key === '1' ? { do: 'keepMine' } : key.key === '2' ? { do: 'keepTheirs' } : undefined;
  if (key.ctrl && key.shift && key.key.toLowerCase() === 'z') return { do: 'redo' };
  const withCtrl = key.ctrl && !key.shift ? CTRL[key.key.length === 1 ? key.key.toLowerCase() : key.key] : undefined;
  return withCtrl ?? restKey(key, editor);
}

function restKey(key: Key, editor: EditorKind): Command | undefined {
  switch (key.key) {
    case 'Tab': return { do: 'advance', direction: key.shift ? 'left' : 'right' };
    case 'Enter': return key.ctrl ? undefined : { do: 'advance', direction: key.shift ? 'up' : 'down' };
    case 'Escape': return { do: 'escape' };
    case 'F2': return { do: 'edit' };
    case 'Delete': return { do: 'clear' };
    case 'Backspace': return { do: 'editEmpty' };
    case 'Home': return key.ctrl ? { do: 'corner', end: false, extend: key.shift } : { do: 'move', direction: 'left', reach: 'border', extend: key.shift };
    case 'End': return key.ctrl ? { do: 'corner', end: true, extend: key.shift } : { do: 'move', direction: 'right', reach: 'border', extend: key.shift };
    case 'PageUp': return { do: 'move', direction: 'up', reach: 'page', extend: key.shift };
    case 'PageDown': return { do: 'move', direction: 'down', reach: 'page', extend: key.shift };
    case 'ContextMenu': return { do: 'menu' };
    case 'F10': return key.shift ? { do: 'menu' } : undefined;
    case ' ': return spaceKey(key, editor);
    default: return undefined;
  }
}

/** Ctrl+Space switches input methods on Chinese systems and is never ours. */
function spaceKey(key: Key, editor: EditorKind): Command | undefined {
  if (key.ctrl) return undefined;
  if (key.shift) return { do: 'check' };
  return editor === 'toggle' ? { do: 'toggle' } : undefined;
}

function whileEditing(key: Key, mode: Mode, editor: EditorKind, textIsEmpty: boolean): Command | undefined {
  const listed = editor === 'list' || editor === 'lists';
  switch (key.key) {
    case 'Escape': return { do: 'cancel' };
    case 'Tab': return { do: 'commit', direction: key.shift ? 'left' : 'right' };
    case 'Enter':
      if (key.alt) return { do: 'newline' };
      return key.ctrl ? { do: 'fillSelection' } : { do: 'commit', direction: key.shift ? 'up' : 'down' };
    case 'F2': return { do: 'caret' };
    case 'Backspace': return editor === 'lists' && textIsEmpty ? { do: 'removeLast' } : undefined;
    default: break;
  }
  const arrow = ARROWS[key.key];
  if (!arrow || key.ctrl || key.shift || key.alt) return undefined;
  if (listed && (arrow === 'up' || arrow === 'down')) return { do: 'highlight', by: arrow === 'down' ? 1 : -1 };
  return mode === 'replace' ? { do: 'commit', direction: arrow } : undefined;
}
