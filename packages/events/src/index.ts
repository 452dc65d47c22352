export type { Family, LoggedEvent } from './event.ts';
