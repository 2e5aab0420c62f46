import { serviceName } from '../codes/service-names.js';
import { inSpanish, type Said } from '../i18n/i18n.js';
import { createFormat, languageInfo, type Format, type Language } from '@konbit/contracts/format';
import type { IssueSlipMutation } from '../gql/graphql.js';

export type SlipFacts = IssueSlipMutation['issueSlip'];

export interface SlipRow { key: string; label: string; lines: Said[]; strong: boolean }
/** One language of the slip; both have the same rows in the same order. */
export interface SlipSide { language: Language; html: string; name: string; draft: boolean; rows: SlipRow[]; free: string; listen: string }
export interface PresentedSlip { sides: SlipSide[]; draft: boolean; missing: Language | null; heading: string; sub: string; address: string; fullness: 'full' | 'fuller' | null }

type Words = (key: string, values?: Record<string, string>) => string;

/** What is printed: Spanish, and beside it the person's language when its texts may be printed (REFERRALS §11). */
export function presentSlip(slip: SlipFacts): PresentedSlip {
  const spanish = sideOf(slip, { language: 'es', texts: slip.source, documents: slip.documents, draft: false });
  const other = slip.other && !slip.other.missing
    ? sideOf(slip, { language: slip.other.language as Language, texts: slip.other.texts, documents: slip.otherDocuments, draft: slip.other.texts.some(({ draft }) => draft) }) : null;
  const sides = other ? [spanish, other] : [spanish];
  return {
    sides, fullness: fullnessOf(sides), draft: other?.draft ?? false, missing: slip.other?.missing ? slip.other.language as Language : null,
    heading: slip.originBranchName, sub: `${slip.folio} · ${createFormat('es').date(slip.issuedOn)}`, address: slip.address,
  };
}

/** Whether the rows need smaller letters to stay on one page: lines as the columns of A5 break them, the longer side of each row. */
function fullnessOf(sides: readonly SlipSide[]): PresentedSlip['fullness'] {
  const linesAt = (row: SlipRow): number => row.lines.reduce((count, { text }) => count + Math.ceil(text.length / (row.strong ? 30 : 38)), 0);
  const lines = sides[0]!.rows.reduce((count, _, at) => count + Math.max(...sides.map(({ rows }) => linesAt(rows[at]!))), 0);
  if (lines <= 11) return null;
  return lines <= 16 ? 'full' : 'fuller';
}

interface SideFacts { language: Language; texts: readonly { key: string; text: string }[]; documents: readonly string[]; draft: boolean }

function sideOf(slip: SlipFacts, { language, texts, documents, draft }: SideFacts): SlipSide {
  const words = wordsOf(texts);
  const format = createFormat(language);
  const row = (key: string, lines: Said[], strong = false): SlipRow => ({ key, label: words(`slip.${key}`), lines, strong });
  const foreign = (text: string): Said => inSpanish(text, language);
  return {
    language, html: languageInfo[language].html, name: languageInfo[language].name, draft, free: words('slip.free'), listen: words('slip.listen'),
    rows: [
      row('person', [{ text: `${slip.personInitials} · ${words('slip.folio')} ${slip.personFolio}` }]),
      row('go_to', [foreign(slip.branchName), ...(slip.service ? [serviceName(slip.service, language)] : [])], true),
      row('where', [slip.branchAddress === null ? { text: words('slip.address_unconfirmed') } : foreign(`${slip.branchAddress}, ${slip.comunaName}`)], true),
      row('when', whenLines(slip, words, format), true),
      row('bring', documents.length > 0 ? documents.map((text) => ({ text })) : [{ text: words('slip.bring_anything') }]),
      row('if_no', [{ text: [words('slip.if_no_help'), ...callSentence(slip, words)].join(' ') }]),
    ],
  };
}

const modalityTexts: Readonly<Record<string, string>> = { phone: 'slip.by_phone', video: 'slip.by_video', home: 'slip.at_home', field: 'slip.in_field' };

function whenLines({ appointment, dueAt }: SlipFacts, words: Words, format: Format): Said[] {
  if (!appointment) return [{ text: dueAt ? words('slip.no_time', { date: format.date(dueAt, 'weekday') }) : words('slip.no_time_no_date') }];
  const { startsAt, modality, interpreter, place } = appointment;
  const how = modalityTexts[modality];
  return [
    { text: format.date(startsAt, 'weekday') }, { text: format.time(startsAt) }, ...(place ? [inSpanish(place, format.language)] : []),
    ...(how ? [{ text: words(how) }] : []), ...(interpreter ? [{ text: words('slip.interpreter') }] : []),
  ];
}

function callSentence({ originPhone, branchPhone }: SlipFacts, words: Words): string[] {
  const phone = originPhone ?? branchPhone;
  return phone ? [words('slip.call', { phone })] : [];
}

/** Texts by key, their `{places}` filled. */
function wordsOf(texts: readonly { key: string; text: string }[]): Words {
  const byKey = new Map(texts.map(({ key, text }) => [key, text]));
  return (key, values = {}) => (byKey.get(key) ?? '').replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
