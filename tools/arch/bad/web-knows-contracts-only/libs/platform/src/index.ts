export const codeId = (code: string): string => code;
