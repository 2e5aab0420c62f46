import { Persons } from '../../../cases/src/person/person.service.js';
export const persons = new Persons();
