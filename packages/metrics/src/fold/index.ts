export { foldCase, type CaseFold } from './fold-case.ts';
export { foldCustomer } from './fold-customer.ts';
export { foldGroup, type GroupMember, type PersonFold } from './fold-group.ts';
export { Persons, readLinks, smallestConnected, type LinkStatement, type LinkWord } from './links.ts';
export { isCircular, mergeIndex, mergeJudgedUs, mergeTarget, type IsSamePerson } from './merges.ts';
export { earliestOpening, orderCase } from './order.ts';
export { readHistory } from './history.ts';
export { readCoaching, type CoachedTeams } from './coaching.ts';
