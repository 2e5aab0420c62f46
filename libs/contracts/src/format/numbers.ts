import type { Language } from './languages.js';

const narrowSpace = '\u202f';
const marks: Readonly<Record<Language, { group: string; decimal: string; beforePercent: string }>> = {
  es: { group: '.', decimal: ',', beforePercent: '' },
  ht: { group: narrowSpace, decimal: ',', beforePercent: narrowSpace },
  pt: { group: '.', decimal: ',', beforePercent: '' },
  en: { group: ',', decimal: '.', beforePercent: '' },
};

function group(digits: string, mark: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, mark);
}

/** A number as the language writes it: `1.234.567,5`, in Creole `1 234 567,5` with narrow no-break spaces. */
export function formatNumber(language: Language, value: number, decimals?: number): string {
  const { group: mark, decimal } = marks[language];
  const text = decimals === undefined ? String(Math.abs(value)) : Math.abs(value).toFixed(decimals);
  const [whole = '0', fraction] = text.split('.');
  const sign = value < 0 ? '−' : '';
  return sign + group(whole, mark) + (fraction ? decimal + fraction : '');
}

/** A share of one as a percentage: 0.304 reads `30,4%`. */
export function formatPercent(language: Language, share: number, decimals = 1): string {
  const text = (share * 100).toFixed(decimals).replace(/\.0+$/, '');
  return formatNumber(language, Number(text)) + marks[language].beforePercent + '%';
}

/** Chilean pesos, written as on Chilean paper in every language. */
export function formatMoney(pesos: number): string {
  return (pesos < 0 ? '−$' : '$') + group(String(Math.abs(Math.round(pesos))), '.');
}

/** A RUN with its points and hyphen (`12.345.678-5`) in every language; what is not one is left as it was written. */
export function formatRun(run: string): string {
  const found = /^(\d{1,9})([\dkK])$/.exec(run.replace(/[.\s-]/g, ''));
  return found ? `${group(found[1]!, '.')}-${found[2]!.toUpperCase()}` : run;
}
