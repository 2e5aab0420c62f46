import { ConfigError, codeId } from '@konbit/platform';
import { indicatorOffices } from './indicator.config.js';

describe('the offices that the rate compares', () => {
  it('are Valparaíso\'s when nothing is said', () => {
    expect(indicatorOffices({})).toEqual({ migration: codeId('ORG-IMV-MIG'), jobs: codeId('ORG-IMV-OMIL') });
  });

  it('are those of the settings; a bad one is named', () => {
    expect(indicatorOffices({ KONBIT_OMIL_ORG: 'ORG-OTHER' }).jobs).toBe(codeId('ORG-OTHER'));
    expect(() => indicatorOffices({ KONBIT_MIGRATION_ORG: 'nope' })).toThrow(ConfigError);
    expect(() => indicatorOffices({ KONBIT_MIGRATION_ORG: 'nope' })).toThrow(/KONBIT_MIGRATION_ORG/);
  });
});
