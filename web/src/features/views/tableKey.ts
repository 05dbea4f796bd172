import { createContext, useContext } from 'react';

const TableKey = createContext('');

/** Which table the filter controls below speak of. */
export const TableKeyProvider = TableKey.Provider;

export function useTableKey(): string {
  return useContext(TableKey);
}
