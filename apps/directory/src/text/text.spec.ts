import { actionsOn, decideMove, decideRelease, releaseAuthor, type Source, type TextMove, usesOf, type Wording } from './text.js';

const at = new Date('2026-11-25T12:00:00Z');
const source: Source = { text: 'Llame al {phone}.', hash: 'h1' };
const aDraft = (over: Partial<Wording> = {}): Wording => ({
  state: 'draft', body: 'Rele {phone}.', author: releaseAuthor, reviewer: null, reviewedAt: null, note: null, requestedAt: null, sourceHash: 'h1', ...over,
});
const missing = aDraft({ state: 'missing', body: null, author: null });
const by = (who: string, wording: Wording, move: TextMove) => decideMove(wording, move, { by: who, at, source });

describe('a text for persons', () => {
  it('is a draft of whoever proposed it last, from any state', () => {
    for (const wording of [missing, aDraft(), aDraft({ state: 'approved', reviewer: 'rose', reviewedAt: at })]) {
      expect(by('jean', wording, { command: 'propose', body: ' Rele nan {phone}. ' })).toMatchObject({ state: 'draft', body: 'Rele nan {phone}.', author: 'jean', reviewer: null, reviewedAt: null });
    }
  });

  it('keeps the words in braces of its source, and is not empty', () => {
    expect(by('jean', missing, { command: 'propose', body: 'Rele nou.' })).toEqual({ refused: 'DATA_REQUIRED', fields: [{ path: 'body', code: 'PLACEHOLDER_MISSING' }] });
    expect(by('jean', missing, { command: 'propose' })).toMatchObject({ refused: 'DATA_REQUIRED' });
  });

  it('is reviewed, then approved, by somebody who did not write it', () => {
    expect(by('rose', aDraft({ author: 'jean' }), { command: 'review' })).toMatchObject({ state: 'reviewed', reviewer: 'rose', reviewedAt: at, author: 'jean' });
    expect(by('rose', aDraft({ requestedAt: at }), { command: 'approve' })).toMatchObject({ state: 'approved', reviewer: 'rose', requestedAt: null });
    expect(by('rose', aDraft({ state: 'reviewed' }), { command: 'approve' })).toMatchObject({ state: 'approved' });
  });

  it('is never read over by its author', () => {
    for (const command of ['review', 'approve'] as const) expect(by('jean', aDraft({ author: 'jean' }), { command })).toEqual({ refused: 'OWN_WORK' });
  });

  it('is not approved for Spanish words it does not say', () => {
    expect(by('rose', aDraft({ sourceHash: 'older' }), { command: 'approve' })).toEqual({ refused: 'INVALID_TRANSITION' });
  });

  it('goes back to draft with a note that says why', () => {
    expect(by('rose', aDraft({ state: 'approved' }), { command: 'back', note: 'No se entiende' })).toMatchObject({ state: 'draft', note: 'No se entiende', reviewer: 'rose' });
    expect(by('rose', aDraft({ state: 'approved' }), { command: 'back', note: '  ' })).toEqual({ refused: 'DATA_REQUIRED', fields: [{ path: 'note', code: 'REQUIRED' }] });
  });

  it('refuses moves out of turn', () => {
    for (const [wording, command] of [[missing, 'review'], [missing, 'approve'], [missing, 'back'], [aDraft(), 'back'], [aDraft({ state: 'reviewed' }), 'review'], [aDraft({ state: 'approved' }), 'approve']] as const) {
      expect(by('rose', wording, { command, note: 'x' })).toEqual({ refused: 'INVALID_TRANSITION' });
    }
  });

  it('offers exactly the moves that its rules allow', () => {
    expect(actionsOn(missing, 'rose')).toEqual(['propose']);
    expect(actionsOn(aDraft(), 'rose')).toEqual(['propose', 'review', 'approve']);
    expect(actionsOn(aDraft({ author: 'rose' }), 'rose')).toEqual(['propose']);
    expect(actionsOn(aDraft({ state: 'approved', author: 'rose' }), 'rose')).toEqual(['propose', 'back']);
  });

  it('of the slip stands on the page behind the QR too', () => {
    expect([usesOf('slip'), usesOf('page'), usesOf('notice')]).toEqual([['slip'], ['slip', 'page'], ['notice']]);
  });
});

describe('a release', () => {
  const shipped = (body: string | null, sourceHash = 'h1') => ({ body, sourceHash });

  it('brings drafts, and says which are missing', () => {
    expect(decideRelease(null, shipped('Rele {phone}.'))).toEqual(aDraft());
    expect(decideRelease(null, shipped(null))).toEqual(missing);
  });

  it('changes nothing the second time, and takes nothing away', () => {
    expect(decideRelease(aDraft(), shipped('Rele {phone}.'))).toBeNull();
    expect(decideRelease(aDraft(), shipped(null))).toBeNull();
  });

  it('betters its own draft, not what a person wrote or read', () => {
    expect(decideRelease(aDraft({ requestedAt: at }), shipped('Rele nan {phone}.'))).toMatchObject({ body: 'Rele nan {phone}.', state: 'draft', requestedAt: at });
    for (const kept of [aDraft({ author: 'jean' }), aDraft({ state: 'approved' }), aDraft({ state: 'reviewed' })]) expect(decideRelease(kept, shipped('Rele nan {phone}.'))).toBeNull();
  });

  it('with other Spanish words returns every translation to draft', () => {
    const approved = aDraft({ state: 'approved', author: 'jean', reviewer: 'rose', reviewedAt: at });
    expect(decideRelease(approved, shipped('Rele {phone}!', 'h2'))).toEqual(aDraft({ author: 'jean', sourceHash: 'h2' }));
    expect(decideRelease({ ...approved, author: releaseAuthor }, shipped('Rele {phone}!', 'h2'))).toEqual(aDraft({ body: 'Rele {phone}!', sourceHash: 'h2' }));
    expect(decideRelease(missing, shipped(null, 'h2'))).toEqual({ ...missing, sourceHash: 'h2' });
  });
});
