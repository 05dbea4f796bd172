import { ACTIONS, type Access, type Action, type ColumnRight, type Reach } from './types';

/** Whether two rights say the same, whatever the order they are written in. */
export function sameAccess(a: Access, b: Access): boolean {
  return a.reach === b.reach && a.default_column === b.default_column && ACTIONS.every((action) => a.actions.includes(action) === b.actions.includes(action)) && sameColumns(a, b);
}

function sameColumns(a: Access, b: Access): boolean {
  const ids = new Set([...Object.keys(a.columns), ...Object.keys(b.columns)]);
  return [...ids].every((id) => columnRight(a, id) === columnRight(b, id));
}

export function columnRight(access: Access, column: string): ColumnRight {
  return access.columns[column] ?? access.default_column;
}

/** Gives one column a right; what equals the default is not written down. */
export function withColumn(access: Access, column: string, right: ColumnRight): Access {
  const columns = Object.fromEntries(Object.entries(access.columns).filter(([id]) => id !== column));
  return { ...access, columns: right === access.default_column ? columns : { ...columns, [column]: right } };
}

export function withAction(access: Access, action: Action, given: boolean): Access {
  const actions = ACTIONS.filter((one) => (one === action ? given : access.actions.includes(one)));
  return { ...access, actions };
}

/** Without sight there is nothing to act on: taking the reach away takes the actions away. */
export function withReach(access: Access, reach: Reach): Access {
  return reach === 'none' ? { ...access, reach, actions: [] } : { ...access, reach };
}

/** How many of the columns named have each right other than the default. */
export function exceptions(access: Access): Partial<Record<ColumnRight, number>> {
  const found: Partial<Record<ColumnRight, number>> = {};
  for (const right of Object.values(access.columns)) {
    if (right !== access.default_column) found[right] = (found[right] ?? 0) + 1;
  }
  return found;
}
