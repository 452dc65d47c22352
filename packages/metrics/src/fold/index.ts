export { foldCase, type CaseFold } from './fold-case.ts';
export { foldCustomer } from './fold-customer.ts';
export { isCircular, mergeIndex, mergeTarget } from './merges.ts';
export { orderCase } from './order.ts';
export { readHistory } from './history.ts';
