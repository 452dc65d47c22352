import type { Command } from '../command.ts';
import { MisuseError } from '../misuse-error.ts';
import { discard } from '../rejected/discard.ts';
import { list, show } from '../rejected/list.ts';
import { replay } from '../rejected/replay.ts';

const ACTIONS: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = { list, show, replay, discard };

export const rejectedCommand: Command = {
  name: 'rejected',
  usage: 'rejected list [FILTER] | show ID | replay ID [--event FILE] | replay FILTER | discard ID | discard FILTER',
  summary: 'refused events: lists them, shows what was sent, sends them again (corrected), or discards them',
  options: [
    ['--event FILE', 'the event as it should have been, as JSON; - reads it from standard input'],
    ['', 'without it: as it was kept, or as it was last corrected'],
    ['FILTER', 'any of the following; or --all'],
    ['--type LIST', 'types of problems, separated by commas: bad-data, bad-time, conflict, …'],
    ['--source S', 'the source of the event, where it could be read'],
    ['--key K', 'by which key they came: its name, prefix or id'],
    ['--from, --to TIME', 'received from then, and before then: a day, or an RFC 3339 time'],
    ['--status S', 'waiting (unless told otherwise), replayed, or all'],
    ['--limit N', 'lists so many (50)'],
    ['--after WORD', 'goes on with the list where it ended'],
    ['--json', 'the answer as JSON'],
  ],
  run: async ([action = '', ...args]) => {
    const run = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (run === undefined)
      throw new MisuseError(`rejected needs list, show, replay or discard: ${action === '' ? '(nothing)' : action}`);
    await run(args);
  },
};
