import { codeId } from './code-id.js';

describe('ids of reference data', () => {
  it('are a version 5 uuid that never changes for a code', () => {
    expect(codeId('05101')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(codeId('05101')).toBe('c887fb12-8160-5d97-a45b-ead72bd8e2ba');
    expect(codeId('BR-IMV-MIG-CENTRAL')).toBe('7be719f7-0b04-5e9a-b2d7-7474e249569e');
  });

  it('differ by one letter of the code', () => {
    expect(codeId('ORG-A')).not.toBe(codeId('ORG-B'));
  });
});
