import { type MessagingStatus, messagingStatus } from '@konbit/messaging';
import { ConfigError } from '@konbit/platform';
import type { DemoConfig, LoadedService } from './config.js';

const limitMs = 60_000;
const pauseMs = 200;

/** Resolves when `cases` and `referrals` have read all the directory said: a referral is refused to a branch nobody knows. */
export async function referenceKnown(config: DemoConfig): Promise<void> {
  const known = await within(limitMs, async () => await hasToldAll(config, 'directory') && await hasReadDirectory(config, 'cases') && await hasReadDirectory(config, 'referrals'));
  if (!known) throw new ConfigError('the services did not read the directory in time');
}

/** Resolves when the running services have read all that was told: grants, timelines and OMIL's attendances come by events. Never fails; what is late comes later. */
export async function allRead(config: DemoConfig): Promise<void> {
  await within(limitMs, async () => await hasToldAll(config, 'cases') && await hasToldAll(config, 'referrals') && await hasReadAll(config, 'cases') && await hasReadAll(config, 'referrals'));
}

async function within(ms: number, holds: () => Promise<boolean>): Promise<boolean> {
  const end = Date.now() + ms;
  while (Date.now() < end) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return false;
}

async function hasToldAll(config: DemoConfig, service: keyof DemoConfig['ownerUrls']): Promise<boolean> {
  return (await statusOf(config, service))?.outboxRows === 0;
}

async function hasReadAll(config: DemoConfig, service: LoadedService): Promise<boolean> {
  return (await statusOf(config, service))?.groups?.every((group) => group.lag === 0) ?? false;
}

async function hasReadDirectory(config: DemoConfig, service: LoadedService): Promise<boolean> {
  const directory = (await statusOf(config, service))?.groups?.filter((group) => group.topic === 'directory.events') ?? [];
  return directory.length > 0 && directory.every((group) => group.lag === 0 && group.offset > 0);
}

/** Null while the service's tables are not there yet. */
async function statusOf({ ownerUrls, address }: DemoConfig, service: LoadedService): Promise<MessagingStatus | null> {
  return messagingStatus({ service, ownerUrl: ownerUrls[service], address }).catch(() => null);
}
