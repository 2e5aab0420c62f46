import type { directoryRpc, ReferenceView } from '@konbit/contracts';
import { codeId, type Ctx, DomainError, type RpcCaller, staffCtx } from '@konbit/platform';
import { ReferenceCache } from './reference-cache.js';

const desk = codeId('BR-IMV-MIG-CENTRAL');
const view = (version: string, name = 'Mesón'): ReferenceView => ({
  version, services: [], norms: [], comunas: [{ code: '05101', name: 'Valparaíso', aliases: [] }],
  organisations: [{ id: codeId('ORG-IMV-MIG'), version: 1, code: 'ORG-IMV-MIG', name: 'Migraciones', type: 'municipal', parentId: null, insideMunicipality: true, outside: false, demo: false, basis: 'seed' }],
  branches: [{
    id: desk, version: 1, code: 'BR-IMV-MIG-CENTRAL', name, organisationId: codeId('ORG-IMV-MIG'), kind: 'office', comuna: '05101', address: null, phone: null, hours: null, languages: null,
    status: 'active', closedReason: null, demo: false, basis: 'seed', verifiedOn: null, verifiedBy: null,
  }],
});
const ctxOf = (cut: string): Ctx => staffCtx({ kind: 'staff', sub: 's', tenant: codeId(cut), roles: [], branches: [] });
const ctx = ctxOf('05101');

/** A directory whose content and health the test sets. */
class Directory {
  asked: (string | undefined)[] = [];
  down = false;
  constructor(public current: ReferenceView) {}

  readonly caller = {
    call: (_ctx: Ctx, _name: string, { knownVersion }: { knownVersion?: string }) => {
      this.asked.push(knownVersion);
      if (this.down) return Promise.reject(new DomainError('UNAVAILABLE'));
      return Promise.resolve({ version: this.current.version, reference: knownVersion === this.current.version ? null : this.current });
    },
  } as unknown as RpcCaller<typeof directoryRpc>;
}

describe('reference data in the gateway', () => {
  let now = 0;
  const given = () => {
    const directory = new Directory(view('v1'));
    return { directory, cache: new ReferenceCache(directory.caller, () => now) };
  };
  beforeEach(() => { now = 0; });

  it('is asked for once, however many read at once', async () => {
    const { directory, cache } = given();
    await Promise.all([cache.current(ctx), cache.current(ctx), cache.names(ctx)]);
    await cache.current(ctx);
    expect(directory.asked).toEqual([undefined]);
  });

  it('links branches to their organisation and comuna', async () => {
    const { cache } = given();
    expect((await cache.current(ctx)).findBranch(desk)).toMatchObject({ comunaName: 'Valparaíso', organisation: { name: 'Migraciones' } });
  });

  it('is asked for by version after a change was heard, and the next reader has it', async () => {
    const { directory, cache } = given();
    await cache.current(ctx);
    directory.current = view('v2', 'Mesón nuevo');
    cache.markChanged(ctx.tenant);
    expect((await cache.current(ctx)).findBranch(desk)!.name).toBe('Mesón nuevo');
    expect(directory.asked).toEqual([undefined, 'v1']);
  });

  it('is looked at again after some seconds without making the reader wait', async () => {
    const { directory, cache } = given();
    await cache.current(ctx);
    directory.current = view('v2');
    now = 6000;
    expect((await cache.current(ctx)).version).toBe('v1');
    await new Promise(setImmediate);
    expect((await cache.current(ctx)).version).toBe('v2');
  });

  it('goes on with what it knows while the directory is down', async () => {
    const { directory, cache } = given();
    await cache.current(ctx);
    directory.down = true;
    cache.markChanged(ctx.tenant);
    expect((await cache.names(ctx)).branch(desk)!.name).toBe('Mesón');
  });

  it('refuses each name, not the list, when the directory was never read', async () => {
    const { directory, cache } = given();
    directory.down = true;
    const names = await cache.names(ctx);
    expect(names.branch(null)).toBeNull();
    expect(() => names.branch(desk)).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }));
  });

  it('is never shared between municipalities', async () => {
    const { directory, cache } = given();
    await cache.current(ctx);
    await cache.current(ctxOf('05109'));
    expect(directory.asked).toEqual([undefined, undefined]);
  });

  it('is asked for again when a branch is missing, once a second at most', async () => {
    const { directory, cache } = given();
    await cache.names(ctx, [codeId('BR-NEW')]);
    expect(directory.asked).toHaveLength(1);
    now = 2000;
    expect((await cache.names(ctx, [codeId('BR-NEW')])).branch(codeId('BR-NEW'))).toBeNull();
    await cache.names(ctx, [codeId('BR-NEW')]);
    expect(directory.asked).toHaveLength(2);
  });
});
