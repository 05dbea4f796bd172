import { linkCell, type SettingRow } from '../parts/cells';

export interface UnitNode {
  unit: SettingRow;
  depth: number;
}

/**
 * Units in tree order with their depth. A unit whose parent is not among the rows (out of reach, or in the trash) stands
 * at the top; a ring of parents, which the server refuses, would still be shown once.
 */
export function treeOf(units: readonly SettingRow[]): UnitNode[] {
  const known = new Set(units.map((unit) => unit.id));
  const below = new Map<number | null, SettingRow[]>();
  for (const unit of units) {
    const parent = linkCell(unit, 'parent')?.id ?? null;
    const key = parent !== null && known.has(parent) ? parent : null;
    below.set(key, [...(below.get(key) ?? []), unit]);
  }
  const found: UnitNode[] = [];
  const seen = new Set<number>();
  const walk = (unit: SettingRow, depth: number): void => {
    if (seen.has(unit.id)) return;
    seen.add(unit.id);
    found.push({ unit, depth });
    for (const child of below.get(unit.id) ?? []) walk(child, depth + 1);
  };
  for (const top of below.get(null) ?? []) walk(top, 0);
  for (const unit of units) walk(unit, 0);
  return found;
}

/** The unit and everything below it: none of these can become its parent. */
export function subtreeOf(units: readonly SettingRow[], id: number): Set<number> {
  const inside = new Set([id]);
  for (let grown = true; grown; ) {
    const size = inside.size;
    for (const unit of units) if (inside.has(linkCell(unit, 'parent')?.id ?? -1)) inside.add(unit.id);
    grown = inside.size > size;
  }
  return inside;
}
