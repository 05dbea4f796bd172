export const REACHES = ['none', 'own', 'team', 'subtree', 'all'] as const;
export type Reach = (typeof REACHES)[number];

export const ACTIONS = ['create', 'edit', 'delete', 'export', 'import', 'assign', 'approve', 'configure'] as const;
export type Action = (typeof ACTIONS)[number];

export const COLUMN_RIGHTS = ['hidden', 'masked', 'read', 'edit'] as const;
export type ColumnRight = (typeof COLUMN_RIGHTS)[number];

/** What a role may do in one table. `columns` holds those whose right differs from `default_column`. */
export interface Access {
  reach: Reach;
  actions: Action[];
  columns: Record<string, ColumnRight>;
  default_column: ColumnRight;
}

export interface RoleRights {
  role: { id: number; key: string | null; name: string };
  is_admin: boolean;
  operation: number | null;
  tables: Record<string, Access & { label: string }>;
}
