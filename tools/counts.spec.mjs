import { addCounts, countingLine, jestCounts, jestSkipped, noCounts, playwrightCounts } from './counts.mjs';
import { findChromium } from './chromium.mjs';

describe('the counting line', () => {
  it('adds up tests of both runners', () => {
    const unit = jestCounts({ numPassedTests: 10, numFailedTests: 0, numRuntimeErrorTestSuites: 0, numPendingTests: 1, numTodoTests: 1 });
    const e2e = playwrightCounts({ stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] });
    expect(countingLine(addCounts(addCounts(noCounts, unit), e2e))).toBe('13 passed, 0 failed, 2 skipped');
  });

  it('counts a test file that cannot run, and a journey that passes by luck, as failures', () => {
    expect(jestCounts({ numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 1, numPendingTests: 0, numTodoTests: 0 }).failed).toBe(1);
    expect(playwrightCounts({ stats: { expected: 2, unexpected: 0, flaky: 1, skipped: 0 }, errors: [] }).failed).toBe(1);
  });
});

describe('tests left out', () => {
  it('are named', () => {
    const tests = [{ status: 'passed', fullName: 'a' }, { status: 'pending', fullName: 'Keycloak (skipped: no Java) b' }];
    expect(jestSkipped({ testResults: [{ assertionResults: tests }, { assertionResults: [] }] })).toEqual(['Keycloak (skipped: no Java) b']);
  });
});

describe('Chromium', () => {
  it('is the named one, and never another when the named one is missing', () => {
    expect(findChromium({ KONBIT_CHROMIUM: import.meta.filename, PATH: '' })).toBe(import.meta.filename);
    expect(findChromium({ KONBIT_CHROMIUM: '/nowhere/chromium', PATH: process.env.PATH })).toBeNull();
    expect(findChromium({ PATH: '/nowhere' })).toBeNull();
  });
});
