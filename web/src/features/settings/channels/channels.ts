import { linkCell, numberCell, textCell, type SettingRow } from '../parts/cells';

export const CHANNEL_COLUMNS = ['name', 'parent', 'kind', 'aliases', 'position', 'retired_at'];

export interface ChannelNode {
  row: SettingRow;
  depth: number;
}

export function isRetired(channel: SettingRow): boolean {
  return Boolean(channel.cells['retired_at']);
}

export function parentOf(channel: SettingRow): number | null {
  return linkCell(channel, 'parent')?.id ?? null;
}

function inOrder(channels: readonly SettingRow[]): SettingRow[] {
  const place = (row: SettingRow) => (isRetired(row) ? 1e6 : 0) + (numberCell(row, 'position') ?? 0);
  return [...channels].sort((a, b) => place(a) - place(b) || a.id - b.id);
}

/** The channels as a tree, depth first. One whose parent is missing stands at the top, so that none is ever lost. */
export function treeOf(channels: readonly SettingRow[]): ChannelNode[] {
  const known = new Set(channels.map(({ id }) => id));
  const below = new Map<number | null, SettingRow[]>();
  for (const channel of inOrder(channels)) {
    const parent = parentOf(channel);
    const key = parent !== null && known.has(parent) ? parent : null;
    below.set(key, [...(below.get(key) ?? []), channel]);
  }
  const walk = (parent: number | null, depth: number): ChannelNode[] =>
    (below.get(parent) ?? []).flatMap((row) => [{ row, depth }, ...walk(row.id, depth + 1)]);
  return walk(null, 0);
}

/** Ids of the channel and of everything below it: where it cannot be moved to. */
export function branchOf(channels: readonly SettingRow[], id: number): Set<number> {
  const found = new Set([id]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const channel of channels) {
      const parent = parentOf(channel);
      if (parent !== null && found.has(parent) && !found.has(channel.id)) {
        found.add(channel.id);
        grown = true;
      }
    }
  }
  return found;
}

/** Cells that swap a channel with its neighbour among its siblings in use; empty when there is none on that side. */
export function swapped(channels: readonly SettingRow[], id: number, by: 1 | -1): { row: number; column: string; value: number }[] {
  const channel = channels.find((one) => one.id === id);
  if (!channel) return [];
  const siblings = inOrder(channels.filter((one) => parentOf(one) === parentOf(channel) && !isRetired(one)));
  const from = siblings.findIndex((one) => one.id === id);
  const to = from + by;
  if (to < 0 || to >= siblings.length) return [];
  const order = siblings.map((one) => one.id);
  order.splice(to, 0, ...order.splice(from, 1));
  // Positions are written anew for all of them: those of old files may be equal or missing.
  const first = Math.min(...siblings.map((one) => numberCell(one, 'position') ?? 0));
  return order
    .map((row, index) => ({ row, column: 'position', value: first + index }))
    .filter(({ row, value }) => numberCell(siblings.find((one) => one.id === row) ?? channel, 'position') !== value);
}

/** Where a new channel below `parent` stands: behind the last one there. */
export function nextPosition(channels: readonly SettingRow[], parent: number | null): number {
  return Math.max(0, ...channels.filter((one) => parentOf(one) === parent).map((one) => numberCell(one, 'position') ?? 0)) + 1;
}

/** `外部渠道 / 行业社群`, for choosing among channels of the same name. */
export function pathOf(channels: readonly SettingRow[], id: number): string {
  const names: string[] = [];
  const seen = new Set<number>();
  for (let at: number | null = id; at !== null && !seen.has(at); ) {
    seen.add(at);
    const channel = channels.find((one) => one.id === at);
    if (!channel) break;
    names.unshift(textCell(channel, 'name'));
    at = parentOf(channel);
  }
  return names.join(' / ');
}
