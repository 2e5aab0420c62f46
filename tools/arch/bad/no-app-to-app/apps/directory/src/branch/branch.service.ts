import { Persons } from '@konbit/cases';
export const persons = new Persons();
