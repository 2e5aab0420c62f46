import { createFormat } from '@konbit/contracts/format';
import { t } from '../i18n/i18n.js';
import { branchState, feeInWords, kindName, offeringState, verifiedInWords } from './place-presenter.js';

const format = createFormat('es');

describe('a place of the directory in words', () => {
  it('the state is a word and a shape', () => {
    expect(['active', 'unconfirmed', 'closed'].map((status) => `${branchState(status).tone} ${t(branchState(status).word)}`)).toEqual(['done confirmada', 'ask sin confirmar', 'end cerrada']);
    expect(['expected', 'confirmed', 'suspended'].map((status) => t(offeringState(status).word))).toEqual(['sin confirmar', 'confirmado', 'suspendido']);
    expect(t(branchState('of-a-newer-server').word)).toBe('sin confirmar');
  });

  it('who confirmed it and when', () => {
    expect(verifiedInWords({ verifiedOn: null, verifiedBy: null }, t, format)).toBe('Nadie lo ha confirmado');
    expect(verifiedInWords({ verifiedOn: '2026-11-20', verifiedBy: 'por teléfono' }, t, format)).toBe('El 20 de noviembre de 2026, por teléfono');
    expect(verifiedInWords({ verifiedOn: '2026-11-20', verifiedBy: null }, t, format)).toBe('El 20 de noviembre de 2026');
  });

  it('a fee nobody stated is not free', () => {
    expect(feeInWords({ fee: null, feeText: null }, t)).toBeNull();
    expect(feeInWords({ fee: 'free', feeText: null }, t)).toBe('Gratis');
    expect(feeInWords({ fee: 'paid', feeText: '$ 3.820' }, t)).toBe('Se paga: $ 3.820');
  });

  it('a kind of a newer server is shown as written', () => expect([kindName('mobile', t), kindName('boat', t)]).toEqual(['Equipo en terreno', 'boat']));
});
