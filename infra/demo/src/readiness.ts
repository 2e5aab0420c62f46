import { type MessagingStatus, messagingStatus } from '@konbit/messaging';
import { ConfigError } from '@konbit/platform';

const limitMs = 60_000;
const pauseMs = 200;

/** Resolves when `cases` and `referrals` have read all the directory said: a referral is refused to a branch nobody knows. */
export async function referenceKnown(): Promise<void> {
  const end = Date.now() + limitMs;
  while (Date.now() < end) {
    if (await hasToldAll() && (await Promise.all(['CASES', 'REFERRALS'].map(hasReadDirectory))).every(Boolean)) return;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new ConfigError('the services did not read the directory in time');
}

async function hasToldAll(): Promise<boolean> {
  return (await statusOf('DIRECTORY'))?.outboxRows === 0;
}

async function hasReadDirectory(service: string): Promise<boolean> {
  const directory = (await statusOf(service))?.groups.filter((group) => group.topic === 'directory.events') ?? [];
  return directory.length > 0 && directory.every((group) => group.lag === 0 && group.offset > 0);
}

/** Null while the service's tables are not there yet. */
async function statusOf(service: string): Promise<MessagingStatus | null> {
  const [ownerUrl, busOwnerUrl] = [process.env[`${service}_OWNER_DATABASE_URL`], process.env['BUS_OWNER_DATABASE_URL']];
  if (!ownerUrl || !busOwnerUrl) throw new ConfigError(`${service}_OWNER_DATABASE_URL and BUS_OWNER_DATABASE_URL name the databases to load`);
  return messagingStatus({ ownerUrl, busOwnerUrl }).catch(() => null);
}
