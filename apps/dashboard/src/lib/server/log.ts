import { createLog } from '@finest-hour/telemetry';
import { settings } from './settings.ts';

/** Lines of JSON on stdout. */
export const log = createLog('dashboard', settings.logLevel);
