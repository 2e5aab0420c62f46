import { useState, type ReactNode } from 'react';
import { newId, noticeManners } from '@konbit/contracts/forms';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { NoticeText, ReadNotice } from '../cases/notice.graphql.js';
import { noticeColumns, type NoticeTextFacts } from '../cases/notice-presenter.js';
import { NoticeTexts } from '../cases/notice-text.js';
import { mannerWords, noticeWords } from '../cases/notice-words.js';
import { T, useT } from '../i18n/text.js';
import { request, useData } from '../shell/data.js';
import { RadioGroup } from '../ui/choice-fields.js';
import { Notice } from '../ui/messages.js';

/** The notice beside an attendance: its text, and how what was read is kept once the person is known to the server. */
export interface NoticeReading {
  notice: NoticeTextFacts | null;
  failed: boolean;
  /** Keeps that it was read; false when that could not be done, which never stands in the way of the attendance. */
  keep: (personId: string, manner: string, language: string) => Promise<boolean>;
}

/** Reads the text of the privacy notice and offers to keep that it was read. The same ids are used again when the attendance is sent again. */
export function useNoticeReading(): NoticeReading {
  const t = useT();
  const query = useData(NoticeText, {}, { topics: ['text'] });
  const [ids] = useState(() => ({ noticeId: newId(), commandId: newId() }));
  const notice = query.data?.privacyNotice ?? null;
  const keep = async (personId: string, manner: string, language: string): Promise<boolean> => {
    if (manner === '' || notice === null) return manner === '';
    const input = { ...ids, personId, noticeVersion: notice.version, manner, language: noticeColumns(notice, language, t).readIn };
    return request(ReadNotice, { input }).then(() => true, () => false);
  };
  return { notice, failed: query.isError, keep };
}

interface NoticeFieldProps { reading: NoticeReading; language: string; field: UseFormRegisterReturn; open?: boolean }

/** What is read aloud before anything is asked, in both languages, and one press that says it was. */
export function NoticeField({ reading: { notice, failed }, language, field, open }: NoticeFieldProps): ReactNode {
  return (
    <Notice kind="plain">
      <p><strong><T of={noticeWords.readAloud} />:</strong> <T of={noticeWords.short} /></p>
      {failed && <p className="small"><T of={noticeWords.unavailable} /></p>}
      {notice && (
        <>
          <details open={open}><summary><T of={noticeWords.show} /></summary><div className="stack"><NoticeTexts notice={notice} language={language} /></div></details>
          <RadioGroup label={<T of={noticeWords.read} />} optional={<T of={noticeWords.optionalHow} />} field={field}
            options={[...noticeManners.map((code) => ({ value: code, label: <T of={mannerWords[code]} /> })), { value: '', label: <T of={noticeWords.notYet} /> }]} />
        </>
      )}
    </Notice>
  );
}
