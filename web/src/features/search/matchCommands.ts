import type { Command } from '@/kit/commands/commands';

const MOST_UNASKED = 8;

/** Commands whose label or keywords hold every typed word, in the order they were registered, sections together. */
export function matchCommands(commands: readonly Command[], typed: string): Command[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const matching = commands.filter((command) => {
    const text = `${command.label} ${command.keywords ?? ''} ${command.id}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const sections = [...new Set(matching.map((command) => command.section ?? ''))];
  const ordered = sections.flatMap((section) => matching.filter((command) => (command.section ?? '') === section));
  return words.length === 0 ? ordered.slice(0, MOST_UNASKED) : ordered;
}
