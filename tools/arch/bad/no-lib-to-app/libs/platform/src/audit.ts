import { Persons } from '../../../apps/cases/src/person/person.service.js';
export const persons = new Persons();
