export { TablePage, TablePage as Page } from './TablePage';
export type { TableFrame } from './frame';
export type { SearchChange, TableSearch } from './search';
