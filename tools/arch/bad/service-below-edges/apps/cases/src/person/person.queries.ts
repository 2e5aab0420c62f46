import { PersonConsumer } from './person.consumer.js';
export const consumer = new PersonConsumer();
