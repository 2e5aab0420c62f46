import { Persons } from './person.service.js';
export class PersonRow { persons = new Persons(); }
