import { readFileSync } from 'node:fs';
import { roles } from '@konbit/contracts';
import { demoAccounts } from './demo-accounts.js';

const seed = JSON.parse(readFileSync(new URL('../../../../seed/branches.json', import.meta.url), 'utf8')) as { records: { code: string; org: string }[] };

describe('the accounts of the demonstration', () => {
  it('hold every role of the product', () => {
    expect([...new Set(demoAccounts.flatMap((account) => account.roles))].sort()).toEqual([...roles].sort());
  });

  it('work at branches that the directory has', () => {
    const known = new Set(seed.records.map(({ org, code }) => `${org}/${code}`));
    expect(demoAccounts.flatMap((account) => account.branches).filter((branch) => !known.has(branch))).toEqual([]);
  });

  it('are each one person', () => {
    expect(new Set(demoAccounts.map(({ username }) => username)).size).toBe(demoAccounts.length);
    expect(new Set(demoAccounts.map(({ sub }) => sub)).size).toBe(demoAccounts.length);
  });
});
