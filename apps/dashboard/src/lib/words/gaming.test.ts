import { expect, test } from 'vitest';
import { waysToGame } from './gaming.ts';
import { reportOf } from './report.fixture.ts';

const report = reportOf({ recovered: 12, matured: 20 });
const estimate = { value: 0.25, low: 0.2, high: 0.35, n: 100 };

test('beside each headline stand the ways to make it look good', () => {
  const names = (headline: Parameters<typeof waysToGame>[1]) => waysToGame(report, headline).map(({ name }) => name);
  expect(names('recovery')).toEqual([
    'Merged into another complaint',
    'Called illegitimate',
    'Cause not known',
    'Our fault at first, and then no more',
  ]);
  expect(names('passing')).toEqual([
    'Moved while resolved',
    'Moved in bulk',
    'Called a change of shift',
    'Called a correction',
  ]);
  expect(names('ownership')).toEqual(['Owned, then dropped within an hour', 'The first owner resolved it']);
  expect(names('promises')).toEqual(['Nothing was promised', 'A promise taken back before it was due']);
  // Without purchases there is no headline to game.
  expect(names('loyalty')).toEqual([]);
});

test('a share of known causes is told as that of unknown ones, its interval turned round', () => {
  const known = { ...report, measures: { ...report.measures, knownCause: estimate } };
  const unknown = waysToGame(known, 'recovery').find(({ measure }) => measure === 'unknownCause');
  expect(unknown?.figure).toEqual({
    share: { value: 0.75, low: 0.65, high: 0.8, n: 100 },
    of: 'complaints',
  });
});

test('what can’t be seen says why, and has no figure', () => {
  const reason = 'no promise ever arrived: push promise.made';
  const [first] = waysToGame({ ...report, notMeasured: { withoutPromise: reason } }, 'promises');
  expect(first?.notMeasured).toBe(reason);
});
