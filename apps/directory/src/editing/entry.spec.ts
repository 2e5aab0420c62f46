import { decideEdit } from './entry.js';

const current = {
  code: 'BR-X', organisationId: 'o', name: 'Centro', kind: 'office', comuna: '05101', address: null, phone: null, hours: null, languages: ['spa'], status: 'active', closedReason: null,
  verifiedOn: null, verifiedBy: null,
};
const errorsOf = (decision: ReturnType<typeof decideEdit>) => ('errors' in decision ? decision.errors.map(({ path, code }) => `${path} ${code}`) : []);
const changesOf = (decision: ReturnType<typeof decideEdit>) => ('changes' in decision ? decision.changes : []);

describe('editing an entry of the directory', () => {
  it('changes what is given and leaves the rest', () => {
    expect(changesOf(decideEdit('branch', current, { address: 'Calle 1', name: 'Centro' }))).toEqual([{ field: 'address', before: null, after: 'Calle 1' }]);
  });

  it('takes null as "nobody stated it"', () => {
    expect(changesOf(decideEdit('branch', current, { languages: null }))).toEqual([{ field: 'languages', before: ['spa'], after: null }]);
  });

  it('sees no change in the same hours written in another order', () => {
    const hours = { days: [1], slots: [{ from: '08:00', to: '09:00' }] };
    expect(changesOf(decideEdit('branch', { ...current, hours: { slots: [{ to: '09:00', from: '08:00' }], days: [1] } }, { hours }))).toEqual([]);
  });

  it('closes a branch only with a reason, which goes when it opens again', () => {
    expect(errorsOf(decideEdit('branch', current, { status: 'closed' }))).toEqual(['closedReason REQUIRED']);
    const closed = { ...current, status: 'closed', closedReason: 'Se mudó' };
    expect(changesOf(decideEdit('branch', closed, { status: 'active' })).map(({ field, after }) => [field, after])).toEqual([['status', 'active'], ['closedReason', null]]);
  });

  it('asks a new entry for what it cannot be without', () => {
    expect(errorsOf(decideEdit('branch', null, { name: 'Nueva' }))).toEqual(['code REQUIRED', 'organisationId REQUIRED', 'kind REQUIRED', 'comuna REQUIRED']);
    expect(errorsOf(decideEdit('offering', null, {}))).toEqual(['branchId REQUIRED', 'serviceId REQUIRED']);
    expect(errorsOf(decideEdit('organisation', null, { code: 'ORG-X', name: 'Una', type: 'ngo' }))).toEqual([]);
  });

  it('lets a branch be without hours: unknown is not closed', () => {
    const decision = decideEdit('branch', null, { code: 'BR-N', organisationId: 'o', name: 'Nueva', kind: 'office', comuna: '05101' });
    expect('after' in decision && decision.after).toMatchObject({ hours: null, languages: null, status: 'unconfirmed' });
  });
});
