import { PersonRpc } from './person.rpc.js';
export const rpc = new PersonRpc();
