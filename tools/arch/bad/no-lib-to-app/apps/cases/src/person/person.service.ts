export class Persons {}
