import { appendFileSync, existsSync, readFileSync } from 'node:fs';

export const noCounts = { passed: 0, failed: 0, skipped: 0 };

/** Counts of a jest `--json` report; a file that did not run at all counts as one failure. */
export function jestCounts(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Full names of the tests that a jest run left out: its own reporter is silent about a file without any other. */
export function jestSkipped(report) {
  return report.testResults.flatMap(({ assertionResults }) => assertionResults.filter(({ status }) => status === 'pending').map(({ fullName }) => fullName));
}

/** Counts of a Playwright JSON report; a journey green only at the second try is a failure. */
export function playwrightCounts({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

export function addCounts(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** The one line that a build server reads. */
export function countingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Hands the counts to a caller that adds up several runs (KONBIT_COUNTS_FILE); without one nothing is written. */
export function report(counts, file = process.env.KONBIT_COUNTS_FILE) {
  if (file) appendFileSync(file, `${JSON.stringify(counts)}\n`);
}

/** The sum of every run that reported to one file. */
export function reported(file) {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter((line) => line !== '') : [];
  return lines.map((line) => JSON.parse(line)).reduce(addCounts, noCounts);
}
