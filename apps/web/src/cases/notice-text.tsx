import type { ReactNode } from 'react';
import { T, useT } from '../i18n/text.js';
import { Columns, Stack } from '../ui/layout.js';
import { DraftMark } from '../ui/tag.js';
import { noticeColumns, type NoticeTextFacts, type PrintedFacts } from './notice-presenter.js';
import { noticeWords } from './notice-words.js';

/** The notice to read: Spanish and, beside it, the person's language; what nobody approved says so. */
export function NoticeTexts({ notice, language }: { notice: NoticeTextFacts; language: string }): ReactNode {
  const t = useT();
  const { spanish, other, missing } = noticeColumns(notice, language, t);
  const column = (name: ReactNode, lang: string | undefined, texts: readonly PrintedFacts[]): ReactNode => (
    <Stack gap="tight">
      <p className="small"><strong>{name}</strong>{texts.some((text) => text.draft) && <> <DraftMark><T of={noticeWords.draft} /></DraftMark></>}</p>
      <div className="stack tight" lang={lang}>{texts.map((text) => <p key={text.key}>{text.key.endsWith('.title') ? <strong>{text.text}</strong> : text.text}</p>)}</div>
    </Stack>
  );
  const inSpanish = column(<T of={noticeWords.inSpanish} />, 'es', spanish);
  return (
    <>
      {other ? <Columns kind="even">{inSpanish}{column(<T of={noticeWords.inLanguage(other.name)} />, other.lang, other.texts)}</Columns> : inSpanish}
      {missing && <p className="small"><strong>{missing}</strong></p>}
    </>
  );
}
