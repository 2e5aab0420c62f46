export const bornOn = (date: Date): string => new Intl.DateTimeFormat('es-CL').format(date);
export const since = (date: Date): string => date.toLocaleDateString('es-CL');
export const shouted = (name: string): string => name.toLocaleUpperCase();
