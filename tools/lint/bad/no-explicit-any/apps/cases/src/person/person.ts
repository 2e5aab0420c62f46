export const nameOf = (row: any): string => String(row);
