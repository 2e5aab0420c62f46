import { type Log, Sealer } from '@konbit/platform';
import { startRetention } from '../launch/retention.js';

const sealed = ['CASES', 'REFERRALS', 'DIRECTORY'] as const;

/** Seals the audit of each service and removes what has outlived its time, as the launcher does on one machine. Gives how to stop it. */
export function keep(ownerUrls: Readonly<Record<string, string>>, log: Log): () => Promise<void> {
  const sealers = sealed.map((service) => new Sealer({ ownerUrl: ownerUrls[`${service}_OWNER_DATABASE_URL`] ?? '', log }));
  for (const sealer of sealers) sealer.start();
  const stopRetention = startRetention({ urls: ownerUrls, log });
  return async () => {
    await Promise.all([stopRetention(), ...sealers.map((sealer) => sealer.stop())]);
  };
}
