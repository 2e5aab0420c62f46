export const aPerson = (): string => 'Marie';
