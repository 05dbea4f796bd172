import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ComponentType } from 'react';

/** One thing a person can do, told once: menus, shortcuts and the palette all read it from here. */
export interface Command {
  /** Stable and unique, `leads.create`. A later registration of the same id stands in front of the earlier. */
  id: string;
  label: string;
  /** Written as `mod+k`, `shift+?`, `n`; `mod` is Ctrl, on a Mac Cmd. */
  hotkey?: string;
  /** Heading in the palette. */
  section?: string;
  /** Further words it is found by: pinyin, English. */
  keywords?: string;
  icon?: ComponentType<{ size?: number; stroke?: number }>;
  /** False hides it for now. */
  when?: () => boolean;
  run: () => void;
}

let registered: readonly (readonly Command[])[] = [];
const followers = new Set<() => void>();

function replace(next: readonly (readonly Command[])[]): void {
  registered = next;
  for (const follower of [...followers]) follower();
}

/** Makes commands known until the returned function is called. */
export function registerCommands(commands: readonly Command[]): () => void {
  replace([...registered, commands]);
  return () => replace(registered.filter((entry) => entry !== commands));
}

/** Every command that can be run now, the latest registration of an id winning. */
export function listCommands(): Command[] {
  const byId = new Map<string, Command>();
  for (const command of registered.flat()) byId.set(command.id, command);
  return [...byId.values()].filter((command) => command.when?.() ?? true);
}

/** Registers commands as long as the component is shown. Memoise the list. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => registerCommands(commands), [commands]);
}

/** The commands that can be run now, followed live. */
export function useCommandList(): Command[] {
  const version = useSyncExternalStore(
    (follower) => {
      followers.add(follower);
      return () => followers.delete(follower);
    },
    () => registered,
  );
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the registry's identity is its version
  return useMemo(() => listCommands(), [version]);
}
