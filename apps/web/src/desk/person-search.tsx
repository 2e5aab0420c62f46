import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { LanguageName } from '../codes/language-name.js';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import { sentence } from '../errors/sentence.js';
import { useData } from '../shell/data.js';
import { shellWords } from '../shell/shell-words.js';
import { useShortcut } from '../shell/shortcuts.js';
import { LinkButton } from '../ui/button.js';
import { Row, Stack } from '../ui/layout.js';
import { HitList, Marked, type Hit } from '../ui/lists.js';
import { deskWords } from './desk-words.js';
import { SearchPersons } from './desk.graphql.js';
import { countLine, isSearchable, presentHit } from './search-presenter.js';
import { useSettled } from './use-now.js';

const here = '/meson';
const pauseMs = 150;
const shown = 10;

/** *¿Quién viene?*: one box, the people in the page under it. What is typed stays out of the address. */
export function PersonSearch(): ReactNode {
  const { text, setText } = useSearchText();
  const box = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const settled = useSettled(text.trim(), pauseMs);
  const enough = isSearchable(settled);
  const query = useData(SearchPersons, { text: settled, first: shown }, { topics: ['person'], enabled: enough, keep: true });
  const found = enough ? query.data?.searchPersons : undefined;
  const fresh = found && !query.isPlaceholderData && settled === text.trim();
  const toNew = (): void => void navigate('/meson/nueva', { state: { typed: text.trim() } });
  useShortcut('n', shellWords.keyNew, toNew);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!fresh) return;
    const first = found.hits[0];
    if (!first) toNew();
    else if (found.hits.length === 1 && !first.masked) void navigate(`/personas/${first.personId}`);
    else document.querySelector<HTMLElement>('.hits a')?.focus();
  };
  return (
    <Stack>
      <form role="search" className="field" onSubmit={submit}>
        <label htmlFor="quien"><T of={deskWords.searchLabel} /></label>
        <input className="big" id="quien" ref={box} type="search" value={text} onChange={(event) => setText(event.target.value)} autoComplete="off" spellCheck={false} aria-describedby="cuantas" autoFocus data-autofocus />
      </form>
      <p id="cuantas" className="small muted" role="status">
        {query.error && enough ? sentence(query.error.code) : <T of={found ? countLine(found) : enough ? deskWords.searching : deskWords.searchMore} />}
      </p>
      {found && found.hits.length > 0 && <Found hits={found.hits} typed={settled} />}
      <Row>
        <LinkButton to="/meson/nueva" state={{ typed: text.trim() }} keys="n"><T of={shellWords.newAttention} /></LinkButton>
        <p className="muted"><T of={deskWords.newHelp} /></p>
      </Row>
    </Stack>
  );
}

function Found({ hits, typed }: { hits: readonly Parameters<typeof presentHit>[0][]; typed: string }): ReactNode {
  const t = useT();
  const format = useFormat();
  const rows = hits.map((hit) => presentHit(hit, typed, t, format));
  const list = rows.map((row): Hit => ({
    key: row.id, to: `/personas/${row.id}`, title: <Marked text={row.name} {...row.mark} />, titleSub: row.nameSub, middle: row.facts,
    middleSub: row.language && <LanguageName code={row.language} />, end: row.lastVisit, endSub: row.lastVisitSub,
  }));
  return (
    <>
      <HitList hits={list} label={t(deskWords.results)} />
      {rows.some((row) => row.masked) && <p className="small muted"><T of={deskWords.maskedHelp} /></p>}
    </>
  );
}

/** The typed text, kept with the page in the history so that "back" finds it, and never in an address others may read. */
function useSearchText(): { text: string; setText: (text: string) => void } {
  const [params] = useSearchParams();
  const state = useLocation().state as { search?: string } | null;
  const navigate = useNavigate();
  const asked = params.get('q');
  const [text, setText] = useState(asked ?? state?.search ?? '');
  useEffect(() => {
    if (asked === null) return;
    setText(asked);
    void navigate(here, { replace: true, preventScrollReset: true, state: { search: asked } });
  }, [asked, navigate]);
  const settled = useSettled(text, 2 * pauseMs);
  useEffect(() => keepInHistory(settled), [settled]);
  return { text, setText };
}

/** Past the router: a step of it would call back who is on the way to another page. */
function keepInHistory(search: string): void {
  if (location.pathname !== here) return;
  const entry = history.state as { usr?: object } | null;
  history.replaceState({ ...entry, usr: { ...entry?.usr, search } }, '');
}
