// Prints how many tests passed and failed, alone on a line, from Vitest's own record of the run.
import { readFileSync } from 'node:fs';

const resultsFile = new URL('../node_modules/.cache/vitest/results.json', import.meta.url);

function read() {
  try {
    return JSON.parse(readFileSync(resultsFile, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, success: false }; // the run ended before it could write any
  }
}

const { numPassedTests: passed, numFailedTests, success } = read();
// A file that cannot even be loaded has no tests that could fail; it is a failure all the same.
const failed = success ? numFailedTests : Math.max(1, numFailedTests);
console.log(`${passed} passed, ${failed} failed`);
