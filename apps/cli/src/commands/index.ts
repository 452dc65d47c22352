import type { Command } from '../command.ts';
import { auditCommand } from './audit.ts';
import { doctorCommand } from './doctor.ts';
import { eraseCommand } from './erase.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { keysCommand } from './keys.ts';
import { migrateCommand } from './migrate.ts';
import { rebuildCommand } from './rebuild.ts';
import { rejectedCommand } from './rejected.ts';
import { reportCommand } from './report.ts';
import { retainCommand } from './retain.ts';
import { settingsCommand } from './settings.ts';
import { startCommand } from './start.ts';
import { workerCommand } from './worker.ts';

export const COMMANDS: readonly Command[] = [
  startCommand,
  workerCommand,
  migrateCommand,
  settingsCommand,
  importCommand,
  reportCommand,
  keysCommand,
  rejectedCommand,
  eraseCommand,
  exportCommand,
  retainCommand,
  auditCommand,
  rebuildCommand,
  doctorCommand,
];
