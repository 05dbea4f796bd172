export { ColumnsMenu } from './ColumnsMenu';
export { FilterChips } from './FilterChips';
export { GroupMenu } from './GroupMenu';
export { SortMenu } from './SortMenu';
export { TableKeyProvider } from './tableKey';
export { ViewTabs } from './ViewTabs';
