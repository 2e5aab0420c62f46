import type { Language } from './languages.js';

type Twelve = readonly [string, string, string, string, string, string, string, string, string, string, string, string];
type Seven = readonly [string, string, string, string, string, string, string];

/** Months in words. The Creole ones are drafts (WEB §9); no engine has them. */
export const months: Readonly<Record<Language, Twelve>> = {
  es: ['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre'],
  ht: ['janvye', 'fevriye', 'mas', 'avril', 'me', 'jen', 'jiyè', 'out', 'septanm', 'oktòb', 'novanm', 'desanm'],
  pt: ['janeiro', 'fevereiro', 'março', 'abril', 'maio', 'junho', 'julho', 'agosto', 'setembro', 'outubro', 'novembro', 'dezembro'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
};

/** Months for narrow columns; Creole has no settled short forms, so it keeps the word. */
export const shortMonths: Readonly<Record<Language, Twelve>> = {
  es: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'],
  ht: months.ht,
  pt: ['jan', 'fev', 'mar', 'abr', 'mai', 'jun', 'jul', 'ago', 'set', 'out', 'nov', 'dez'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};

/** Days of the week, Sunday first as the calendar arithmetic counts. */
export const weekdays: Readonly<Record<Language, Seven>> = {
  es: ['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'],
  ht: ['dimanch', 'lendi', 'madi', 'mèkredi', 'jedi', 'vandredi', 'samdi'],
  pt: ['domingo', 'segunda-feira', 'terça-feira', 'quarta-feira', 'quinta-feira', 'sexta-feira', 'sábado'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};

export interface RelativeWords {
  today: string;
  yesterday: string;
  tomorrow: string;
  ahead: (days: string) => string;
  ago: (days: string) => string;
}

export const relativeWords: Readonly<Record<Language, RelativeWords>> = {
  es: { today: 'hoy', yesterday: 'ayer', tomorrow: 'mañana', ahead: (n) => `en ${n} días`, ago: (n) => `hace ${n} días` },
  ht: { today: 'jodi a', yesterday: 'yè', tomorrow: 'demen', ahead: (n) => `nan ${n} jou`, ago: (n) => `sa gen ${n} jou` },
  pt: { today: 'hoje', yesterday: 'ontem', tomorrow: 'amanhã', ahead: (n) => `em ${n} dias`, ago: (n) => `há ${n} dias` },
  en: { today: 'today', yesterday: 'yesterday', tomorrow: 'tomorrow', ahead: (n) => `in ${n} days`, ago: (n) => `${n} days ago` },
};

/** Joins day, month and year the way the language says it. */
export function joinDate(language: Language, day: number, month: string, year?: number): string {
  const link = language === 'es' || language === 'pt' ? ' de ' : ' ';
  return year === undefined ? `${day}${link}${month}` : `${day}${link}${month}${link}${year}`;
}
