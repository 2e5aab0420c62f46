import { isInsideMunicipality, type OrganisationPlace } from './organisation.js';

const place = (id: string, type: string, parentId: string | null = null, outside = false): OrganisationPlace => ({ id, type, parentId, outside });
const all = [place('imv', 'municipality'), place('omil', 'municipal_unit', 'imv'), place('llayllay', 'municipality', null, true), place('sermig', 'state_service')];
const inside = (id: string): boolean => isInsideMunicipality(all.find((one) => one.id === id)!, all);

describe('inside the municipality', () => {
  it('are the municipality and its units', () => expect([inside('imv'), inside('omil')]).toEqual([true, true]));
  it('are not a State service nor another municipality', () => expect([inside('sermig'), inside('llayllay')]).toEqual([false, false]));
});
