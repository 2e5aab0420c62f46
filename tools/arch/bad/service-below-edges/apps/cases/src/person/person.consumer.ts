export class PersonConsumer {}
