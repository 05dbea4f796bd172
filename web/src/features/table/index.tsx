export { TablePage, TablePage as Page } from './TablePage';
export type { SearchChange, TableSearch } from './search';
