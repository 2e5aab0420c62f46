import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useLingui } from '@lingui/react';
import { Outlet, ScrollRestoration } from 'react-router';
import { asLanguage, languageInfo } from '@konbit/contracts/format';
import { T } from '../i18n/text.js';
import { LiveRegion } from '../ui/live-region.js';
import { DraftMark } from '../ui/tag.js';
import { uiWords } from '../ui/ui-words.js';
import { FrameKeys } from './frame-keys.js';
import { touchAll } from './data.js';
import { followHints } from './hints.js';
import { SessionDialog, SignInPage, UnreachablePage } from './sign-in.js';
import { useReturnPlace } from './return-place.js';
import { useSessionState } from './session.js';
import { shellWords } from './shell-words.js';
import { followKeys } from './shortcuts.js';
import { ShortcutsHelp } from './shortcuts-help.js';
import { followConnection } from './sync.js';
import { TopBar } from './top-bar.js';

/** The frame: the door for who is not signed in, else the bar and the screen. */
export function Layout(): ReactNode {
  const { status, session } = useSessionState();
  if (status === 'unknown') return null;
  if (status === 'unreachable') return <UnreachablePage />;
  if (!session) return <SignInPage />;
  return <Frame />;
}

function Frame(): ReactNode {
  const [help, setHelp] = useState(false);
  const language = asLanguage(useLingui().i18n.locale);
  useFollowing();
  useReturnPlace();
  return (
    <>
      <FrameKeys help={() => setHelp(true)} />
      <a className="skip" href="#contenido"><T of={uiWords.skip} /></a>
      <TopBar onShortcuts={() => setHelp(true)} />
      <main id="contenido" tabIndex={-1}>
        {languageInfo[language].draft && <div className="draft-wrap"><DraftMark band><T of={shellWords.draftBand} parts={[<strong key="0" />]} /></DraftMark></div>}
        <Outlet />
      </main>
      <SessionDialog />
      <ShortcutsHelp open={help} onClose={() => setHelp(false)} />
      <LiveRegion />
      <ScrollRestoration />
    </>
  );
}

function useFollowing(): void {
  const { status } = useSessionState();
  useEffect(() => {
    const stops = [followConnection(), followKeys()];
    return () => stops.forEach((stop) => stop());
  }, []);
  const wasEnded = useRef(false);
  useEffect(() => {
    if (status === 'ended') wasEnded.current = true;
    if (status !== 'open') return;
    if (wasEnded.current) void touchAll();
    wasEnded.current = false;
    return followHints();
  }, [status]);
}
