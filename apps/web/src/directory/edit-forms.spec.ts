import { branchValues, checkBranch, fieldOfEntry, newBranch, toBranchEdit } from './branch-form.js';
import { checkHours, hoursValues, readTime, toHours } from './hours-form.js';
import { checkOffering, newOffering, offeringValues, toOfferingEdit } from './offering-form.js';
import { checkOrganisation, newOrganisation, organisationValues, toOrganisationEdit } from './organisation-form.js';
import type { BranchFacts, OfferingFacts } from './place-presenter.js';

const branch: BranchFacts = {
  id: 'b', version: 3, code: 'BR-CESFAM-BARON', name: 'CESFAM Barón', kind: 'cesfam', comuna: '05101', comunaName: 'Valparaíso', address: null, phone: null, hours: null, languages: ['spa', 'hat'], status: 'unconfirmed',
  closedReason: null, demo: false, verifiedOn: null, verifiedBy: null, organisation: { id: 'o', name: 'CORMUVAL Salud', insideMunicipality: true, outside: false, demo: false },
};
const offering: OfferingFacts = {
  id: 'f', version: 1, status: 'expected', fee: null, feeText: null, hours: null, languages: null, documents: null, note: null, verifiedOn: null, verifiedBy: null,
  service: { id: 's', name: 'Inscripción', names: [], documents: [], documentsIn: [] },
};

describe('hours as they are typed', () => {
  it('a time may be written as people write it', () => {
    expect(['8', '8.30', '830', '08:30', '9h15', '17 00'].map(readTime)).toEqual(['08:00', '08:30', '08:30', '08:30', '09:15', '17:00']);
    expect(['25', '9:70', 'tarde'].map(readTime)).toEqual(['25', '9:70', 'tarde']);
  });

  it('nothing ticked and nothing typed is not stated, and never closed', () => {
    expect(toHours(hoursValues(null))).toBeNull();
    expect(toHours({ days: [], slots: [{ from: '9', to: '13' }] })).toEqual({ days: null, slots: [{ from: '09:00', to: '13:00' }] });
    expect(toHours({ days: ['3', '1'], slots: [{ from: '', to: '' }] })).toEqual({ days: [1, 3], slots: [] });
  });

  it('a time that is none, or that ends before it begins, is named at its box', () => {
    expect(checkHours({ days: [], slots: [{ from: '', to: '' }, { from: '9', to: 'x' }, { from: '14', to: '9' }] }, 'hours')).toEqual([
      { path: 'hours.slots.1.to', code: 'TIME_INVALID' }, { path: 'hours.slots.2.to', code: 'HOURS_INVALID' },
    ]);
  });
});

describe('editing a branch', () => {
  const shown = branchValues(branch);

  it('only what was changed is sent; an emptied text says that nobody stated it', () => {
    expect(toBranchEdit({ ...shown, address: ' Av. Argentina 864 ', languages: ['hat', 'spa'] }, shown, '2026-11-24')).toEqual({ address: 'Av. Argentina 864' });
    const known = branchValues({ ...branch, phone: '32 293 9000' });
    expect(toBranchEdit({ ...known, phone: ' ' }, known, '2026-11-24')).toEqual({ phone: null });
  });

  it('who confirmed it today is stamped with the day', () => {
    expect(toBranchEdit({ ...shown, confirmedBy: 'por teléfono' }, shown, '2026-11-24')).toEqual({ verifiedOn: '2026-11-24', verifiedBy: 'por teléfono' });
  });

  it('a branch that opens again loses the reason of its closing', () => {
    const closed = branchValues({ ...branch, status: 'closed', closedReason: 'Se mudó' });
    expect(toBranchEdit({ ...closed, status: 'active' }, closed, '2026-11-24')).toEqual({ status: 'active', closedReason: null });
  });

  it('nothing changed is said, a new one names what it lacks', () => {
    expect(checkBranch(shown, shown)).toEqual([{ path: 'name', code: 'NOTHING_CHANGED' }]);
    expect(checkBranch(newBranch, null).map(({ path }) => path)).toEqual(['code', 'name', 'organisationId', 'comuna']);
    expect(checkBranch({ ...newBranch, code: 'br-nueva', name: 'Nueva', organisationId: 'o', comuna: '05101' }, null)).toEqual([]);
  });

  it('a refusal of the server lands where it was typed', () => {
    expect(['fields.hours.slots.0.to', 'branch.comuna', 'fields.verifiedBy'].map(fieldOfEntry)).toEqual(['hours.slots.0.to', 'comuna', 'confirmedBy']);
  });
});

describe('editing a service at a place', () => {
  const shown = offeringValues(offering);

  it('papers: some, none, or nobody said', () => {
    expect(toOfferingEdit({ ...shown, documents: [{ text: ' Pasaporte ' }, { text: '' }, { text: 'Pasaporte' }] }, shown, '')).toEqual({ documents: ['Pasaporte'] });
    expect(toOfferingEdit({ ...shown, noPapers: true }, shown, '')).toEqual({ documents: [] });
    expect(checkOffering({ ...shown, noPapers: true, documents: [{ text: 'RUN' }] }, shown)).toEqual([{ path: 'noPapers', code: 'PAPERS_OR_NONE' }]);
  });

  it('a new one needs its service', () => expect(checkOffering(newOffering, null)).toEqual([{ path: 'serviceId', code: 'SERVICEID_MISSING' }]));
});

describe('editing an organisation', () => {
  it('only what was changed is sent, and a new one names what it lacks', () => {
    const shown = organisationValues({ id: 'o', version: 1, code: 'ORG-SJM', name: 'SJM', type: 'civil_society', outside: false, parent: null });
    expect(toOrganisationEdit({ ...shown, outside: true }, shown)).toEqual({ outside: true });
    expect(checkOrganisation(newOrganisation, null).map(({ path }) => path)).toEqual(['code', 'name', 'type']);
  });
});
