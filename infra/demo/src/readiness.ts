import { type MessagingStatus, messagingStatus } from '@konbit/messaging';
import { ConfigError } from '@konbit/platform';
import type { DemoConfig, LoadedService } from './config.js';

const limitMs = 60_000;
const pauseMs = 200;

/** Resolves when `cases` and `referrals` have read all the directory said: a referral is refused to a branch nobody knows. */
export async function referenceKnown(config: DemoConfig): Promise<void> {
  const end = Date.now() + limitMs;
  while (Date.now() < end) {
    if (await hasToldAll(config) && await hasReadDirectory(config, 'cases') && await hasReadDirectory(config, 'referrals')) return;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new ConfigError('the services did not read the directory in time');
}

async function hasToldAll(config: DemoConfig): Promise<boolean> {
  return (await statusOf(config, 'directory'))?.outboxRows === 0;
}

async function hasReadDirectory(config: DemoConfig, service: LoadedService): Promise<boolean> {
  const directory = (await statusOf(config, service))?.groups.filter((group) => group.topic === 'directory.events') ?? [];
  return directory.length > 0 && directory.every((group) => group.lag === 0 && group.offset > 0);
}

/** Null while the service's tables are not there yet. */
async function statusOf({ ownerUrls, busOwnerUrl }: DemoConfig, service: keyof DemoConfig['ownerUrls']): Promise<MessagingStatus | null> {
  return messagingStatus({ ownerUrl: ownerUrls[service], busOwnerUrl }).catch(() => null);
}
