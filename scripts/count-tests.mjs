// Adds up the reports that vitest left in every package's `.vitest` folder, and prints one line: N passed, N failed, N skipped.
// Ends with 1 where something failed or nothing ran.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const packages = ['packages', 'apps']
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .concat('acceptance', 'bench');
const reports = packages
  .flatMap((folder) => reportsIn(join(folder, '.vitest')))
  .map((file) => JSON.parse(readFileSync(file, 'utf8')));

const count = (key) => reports.reduce((sum, report) => sum + report[key], 0);
// A file that could not be loaded, or whose set-up failed, has no test that failed: it counts as one.
const broken = reports
  .flatMap((report) => report.testResults)
  .filter((file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')).length;
const passed = count('numPassedTests');
const failed = count('numFailedTests') + broken;
const skipped = count('numPendingTests') + count('numTodoTests');
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

function reportsIn(folder) {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
