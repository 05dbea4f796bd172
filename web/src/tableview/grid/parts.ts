import { createContext, useContext } from 'react';
import type { GridColumn, GridIntents, RowSource, FieldSettings } from '../model/contract';
import type { Commands } from '../model/commands';
import type { Session } from '../model/session';
import type { GridInput } from './input';
import type { Viewport } from './viewport';

/** What every piece of one grid works with. The object stays the same as long as the grid lives, so nothing redraws by it. */
export interface GridParts {
  readonly session: Session;
  readonly commands: Commands;
  readonly viewport: Viewport;
  /** Undefined until the text area is there. */
  readonly input: () => GridInput | undefined;
  readonly source: () => RowSource;
  readonly settings: () => FieldSettings;
  readonly intents: () => Partial<GridIntents>;
  readonly columns: () => readonly GridColumn[];
  readonly id: string;
}

const Context = createContext<GridParts | undefined>(undefined);

export const GridPartsProvider = Context.Provider;

export function useParts(): GridParts {
  const parts = useContext(Context);
  if (!parts) throw new Error('This piece of the grid stands outside of a grid.');
  return parts;
}
