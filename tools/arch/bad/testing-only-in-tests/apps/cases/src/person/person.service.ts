import { aPerson } from '@konbit/testing';
export const demo = aPerson();
