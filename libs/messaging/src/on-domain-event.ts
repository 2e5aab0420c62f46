import { SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { EventContract, EventData } from '@konbit/contracts';
import type { Ctx } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import type { StoredEvent } from './envelope.js';

/** A consumer's method: runs behind the version gate, in the transaction that also keeps version and offset. */
export type EventMethod<T> = (tx: EntityManager, event: StoredEvent<T>, ctx: Ctx) => Promise<void>;

export interface EventHandler {
  contract: EventContract;
  run: EventMethod<never>;
}

export interface OnDomainEventOptions {
  /** The consumer group; may stay out when the service has one group. */
  group?: string;
}

export interface EventSubscription extends OnDomainEventOptions {
  contracts: readonly EventContract[];
}

const subscriptionKey = 'konbit:on-domain-event';

type MethodDecoratorOf<T> = <M extends EventMethod<T>>(target: object, key: string | symbol, descriptor: TypedPropertyDescriptor<M>) => void;

/** Marks a provider's method as the handler of one or several contracts. The handlers of one event run together: none may need what another one writes. */
export function OnDomainEvent<C extends EventContract>(contracts: C | readonly C[], options: OnDomainEventOptions = {}): MethodDecoratorOf<EventData<C>> {
  const list: readonly EventContract[] = Array.isArray(contracts) ? contracts : [contracts as C];
  const subscription: EventSubscription = { contracts: list, ...options };
  return SetMetadata(subscriptionKey, subscription);
}

/** The subscription of a method, or undefined when it has none. */
export function subscriptionOf(method: unknown): EventSubscription | undefined {
  if (!(method instanceof Function)) return undefined;
  return new Reflector().get<EventSubscription | undefined>(subscriptionKey, method);
}
