import { describe, expect, it } from 'vitest';
import { listCommands, registerCommands } from './commands';
import { pressName } from './hotkeys';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey', boolean>> = {}) => ({
  key, ctrlKey: false, shiftKey: false, altKey: false, metaKey: false, ...held,
});

describe('commands', () => {
  it('lists what can be run, the innermost registration of an id first to act', () => {
    const outer = registerCommands([
      { id: 'a', label: '外', run: () => undefined },
      { id: 'b', label: '不可用', when: () => false, run: () => undefined },
    ]);
    const inner = registerCommands([{ id: 'a', label: '内', run: () => undefined }]);
    expect(listCommands().map((c) => c.label)).toEqual(['内']);
    inner();
    expect(listCommands().map((c) => c.label)).toEqual(['外']);
    outer();
    expect(listCommands()).toEqual([]);
  });
});

describe('pressName', () => {
  it.each([
    [press('k', { ctrlKey: true }), 'mod+k'],
    [press('K', { metaKey: true, shiftKey: true }), 'mod+shift+k'],
    [press('?', { shiftKey: true }), '?'],
    [press('Enter', { ctrlKey: true }), 'mod+Enter'],
    [press('n'), 'n'],
  ])('%j is %s', (event, name) => {
    expect(pressName(event)).toBe(name);
  });
});
