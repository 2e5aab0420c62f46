import { purgeCommands, purgeLog } from '@konbit/messaging';
import { errorFields, type Log } from '@konbit/platform';

const dayMs = 24 * 60 * 60_000;
const services = ['CASES', 'REFERRALS', 'DIRECTORY'] as const;

/** Removes answered commands and delivered events after their 90 days (BACKBONE §3.1): at the start, then once a day. Gives how to stop it. */
export function startRetention({ urls, log, everyMs = dayMs }: { urls: Readonly<Record<string, string>>; log: Log; everyMs?: number }): () => Promise<void> {
  let running = Promise.resolve();
  const pass = (): void => {
    running = purgeAll(urls, log);
  };
  pass();
  const timer = setInterval(pass, everyMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
}

async function purgeAll(urls: Readonly<Record<string, string>>, log: Log): Promise<void> {
  try {
    for (const service of services) {
      const ownerUrl = urls[`${service}_OWNER_DATABASE_URL`];
      if (ownerUrl) log.info('purged', { service: service.toLowerCase(), count: await purgeCommands({ ownerUrl }) });
    }
    const ownerUrl = urls['BUS_OWNER_DATABASE_URL'];
    if (ownerUrl) log.info('purged', { service: 'bus', count: await purgeLog({ ownerUrl }) });
  } catch (error) {
    log.error('purge failed', errorFields(error));
  }
}
