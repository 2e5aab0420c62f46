export { Persons } from './person/person.service.js';
