import { relay } from '@konbit/messaging';
export const poke = relay;
