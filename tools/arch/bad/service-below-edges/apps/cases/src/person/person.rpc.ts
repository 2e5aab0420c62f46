export class PersonRpc {}
