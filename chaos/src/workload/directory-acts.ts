import { attempt } from './doors.js';
import type { Act, Scene } from './scene.js';
import { closingBranch, editedBranches } from './world.js';

const promises = { 'konbit.directory.branch.published.': 1 };

/** The editor writes down another telephone, or that an office has closed or opened again. */
export const editDirectory: Act = async (scene) => {
  if (scene.random.chance(0.3)) await edit(scene, closingBranch, (status) => (status === 'closed' ? { status: 'active' } : { status: 'closed', closedReason: 'Prueba' }));
  else await edit(scene, scene.random.pick(editedBranches), () => ({ phone: `32 2${String(Math.floor(scene.random.between(100_000, 999_999)))}` }));
};

async function edit({ name: client, doors, history }: Scene, id: string, change: (status: string) => object): Promise<void> {
  const ctx = doors.as('directorio');
  const { branch } = await doors.call.directory.call(ctx, 'directory.place', { branchId: id });
  // A repetition says the same: another body under one commandId is refused.
  const fields = change(branch.status);
  await history.run({ client, ctx, service: 'directory', name: 'branch save', expectedVersion: branch.version, promises }, (own, commandId) =>
    attempt(doors.call.directory.call(doors.renewed(own), 'directory.saveBranch', { commandId, channel: 'app', id, expectedVersion: branch.version, fields })));
}
