import { listCommands } from './commands';

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** A key press as a hotkey is written: `mod+shift+z`, `n`, `?`. */
export function pressName(press: Press): string {
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const named = press.shiftKey && (key.length > 1 || /[a-z]/.test(key));
  const parts = [press.ctrlKey || press.metaKey ? 'mod' : '', press.altKey ? 'alt' : '', named ? 'shift' : '', key];
  return parts.filter(Boolean).join('+');
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)
  );
}

/** Runs the command of a key press. Never while an input method composes; plain letters never while typing. */
export function handleHotkey(event: KeyboardEvent): void {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  const name = pressName(event);
  if (!name.includes('mod+') && !name.includes('alt+') && isTyping(event.target)) return;
  const command = listCommands().find((candidate) => candidate.hotkey === name);
  if (!command) return;
  event.preventDefault();
  command.run();
}

const isMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent);
const SHOWN: Record<string, string> = { alt: 'Alt', shift: 'Shift', Enter: 'Enter', Escape: 'Esc' };

/** How a hotkey is shown on a key cap: `Ctrl K`, on a Mac `⌘ K`. */
export function hotkeyWords(hotkey: string): string {
  return hotkey
    .split('+')
    .map((part) => (part === 'mod' ? (isMac() ? '⌘' : 'Ctrl') : (SHOWN[part] ?? part.toUpperCase())))
    .join(' ');
}
