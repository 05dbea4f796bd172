import { lazy, type ComponentType } from 'react';
import type { Filter } from '@/api/types';

export interface RecordPanelProps {
  table: string;
  rowId: number;
  onClose: () => void;
  /** Walks to the next (1) or former (-1) row of the table. */
  onStep: (step: 1 | -1) => void;
}

export interface BoardProps {
  table: string;
  view: number | string;
  filter: Filter | null;
  onOpen: (rowId: number) => void;
}

// Fetched when first opened; looked up by folder so that the table also stands without them.
const records = import.meta.glob<{ RecordPanel: ComponentType<RecordPanelProps> }>('../record/index.tsx');
const boards = import.meta.glob<{ Board: ComponentType<BoardProps> }>('../kanban/index.tsx');

const loadRecord = Object.values(records)[0];
const loadBoard = Object.values(boards)[0];

/** The panel over the right of the table, if there is one. */
export const RecordPanel = loadRecord ? lazy(async () => ({ default: (await loadRecord()).RecordPanel })) : null;

/** The kanban of a table, if there is one. */
export const Board = loadBoard ? lazy(async () => ({ default: (await loadBoard()).Board })) : null;
