import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { type EventHandler, subscriptionOf } from './on-domain-event.js';

interface Found {
  handler: EventHandler;
  group: string | undefined;
  where: string;
}

/** Finds the methods marked with `@OnDomainEvent` in every provider of the application. */
@Injectable()
export class HandlerDiscovery {
  constructor(private readonly discovery: DiscoveryService, private readonly scanner: MetadataScanner) {}

  /** Handlers by group. Throws when a handler names no group although there are several, or one that nobody consumes. */
  handlersByGroup(groups: readonly string[]): Map<string, EventHandler[]> {
    const byGroup = new Map(groups.map((group) => [group, [] as EventHandler[]]));
    for (const found of this.find()) {
      const group = found.group ?? (groups.length === 1 ? groups[0]! : undefined);
      if (group === undefined) throw new Error(`${found.where} names no group, and this service consumes ${groups.length}`);
      const handlers = byGroup.get(group);
      if (!handlers) throw new Error(`${found.where} is a handler of group ${group}, which this service does not consume`);
      handlers.push(found.handler);
    }
    return byGroup;
  }

  private find(): Found[] {
    return this.discovery.getProviders().flatMap(({ instance }: { instance: unknown }) => {
      if (instance === null || typeof instance !== 'object') return [];
      const prototype = Object.getPrototypeOf(instance) as object | null;
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => handlersOf(instance as Record<string, unknown>, name));
    });
  }
}

function handlersOf(instance: Record<string, unknown>, name: string): Found[] {
  const method = instance[name];
  const subscription = subscriptionOf(method);
  if (!subscription) return [];
  const run = (method as EventHandler['run']).bind(instance);
  const where = `${instance.constructor.name}.${name}`;
  return subscription.contracts.map((contract) => ({ handler: { contract, run }, group: subscription.group, where }));
}
