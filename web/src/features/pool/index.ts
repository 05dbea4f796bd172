export { ClaimDialog } from './ClaimDialog';
export { PoolHead } from './PoolHead';
export { PoolLine } from './PoolLine';
export { POOL_COLUMNS, POOL_FILTER, POOL_SORT } from './data';
