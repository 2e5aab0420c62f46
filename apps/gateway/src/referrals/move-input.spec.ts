import { newId, referralMove } from '@konbit/contracts';
import { moveEnvelope } from './move-input.js';

const base = { commandId: newId(), referralId: newId(), expectedVersion: 3, actingBranch: newId() };

describe('the one door of a referral', () => {
  it('takes command and data from the member of move', () => {
    const envelope = moveEnvelope({ ...base, move: { reject: { reasonCode: 'document_missing', text: null, requirement: { type: 'document', words: null } } } });
    expect(envelope).toEqual({
      commandId: base.commandId, referralId: base.referralId, expectedVersion: 3, channel: 'app', command: 'reject', data: { reasonCode: 'document_missing', requirement: { type: 'document' } },
    });
  });

  it('gives a member without data empty data', () => {
    expect(moveEnvelope({ ...base, move: { claim: 'YES' } })).toMatchObject({ command: 'claim', data: {} });
  });

  it('knows the command in either spelling', () => {
    for (const member of ['ask_info', 'askInfo']) expect(moveEnvelope({ ...base, move: { [member]: { text: 'x' } } })).toMatchObject({ command: 'ask_info' });
  });

  it('fits the contract of the move', () => {
    expect(referralMove.safeParse(moveEnvelope({ ...base, at: '2026-11-24T12:00:00Z', channel: null, actingFor: 'person', wish: 'phone', move: { cancel: { reasonCode: 'x' } } })).success).toBe(true);
  });
});
