import type { directoryRpc } from '@konbit/contracts';
import type { RpcRequest } from '@konbit/platform';

/** What an official proposes about a demonstration branch; nothing is invented about a real one. */
export interface Suggestion {
  key: string;
  by: string;
  branch: string;
  text: string;
  fields?: NonNullable<RpcRequest<typeof directoryRpc, 'directory.suggest'>['branch']>;
  daysAgo: number;
}

/** Proposals that wait for the editor of the directory. */
export const suggestions: readonly Suggestion[] = [
  {
    key: 'health-hours', by: 'salud', branch: 'BR-DEMO-SALUD-A', text: 'Desde este mes atendemos de 08:30 a 16:00 y hay otro teléfono.', daysAgo: 5,
    fields: { phone: '+56 9 0000 0951', hours: { days: [1, 2, 3, 4, 5], slots: [{ from: '08:30', to: '16:00' }] } },
  },
  { key: 'social-portuguese', by: 'sociala', branch: 'BR-DEMO-SOCIAL-A', text: 'Los martes hay también una facilitadora que habla portugués.', daysAgo: 3, fields: { languages: ['spa', 'hat', 'por'] } },
  { key: 'school-desk-moved', by: 'meson', branch: 'BR-DEMO-EDU-A', text: 'Tres personas dicen que la ventanilla se cambió al segundo piso; conviene confirmarlo.', daysAgo: 2 },
];
