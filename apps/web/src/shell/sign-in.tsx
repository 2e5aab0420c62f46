import { useEffect, useState, type ReactNode } from 'react';
import { T, useT } from '../i18n/text.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Row } from '../ui/layout.js';
import { Page, PageTitle } from '../ui/page.js';
import { refreshSession, signInAddress, useSessionState } from './session.js';
import { shellWords } from './shell-words.js';

const popupAddress = '/auth/login?popup=1';

/** The door: a link, because a form would be stopped by the content security policy. */
export function SignInPage(): ReactNode {
  const t = useT();
  return (
    <main id="contenido">
      <Page title={t(shellWords.signIn)}>
        <PageTitle lead><T of={shellWords.signInTitle} /></PageTitle>
        <p><T of={shellWords.signInLead} /></p>
        <Row><a className="btn" href={signInAddress()}><T of={shellWords.signIn} /></a><p className="muted"><T of={shellWords.signInHelp} /></p></Row>
      </Page>
    </main>
  );
}

/** Nobody answers and nothing is on screen yet. */
export function UnreachablePage(): ReactNode {
  const t = useT();
  return (
    <main id="contenido">
      <Page title={t(shellWords.unreachableTitle)}>
        <PageTitle><T of={shellWords.unreachableTitle} /></PageTitle>
        <p><T of={shellWords.unreachableHelp} /></p>
        <Row><Button onClick={() => void refreshSession()}><T of={shellWords.tryAgain} /></Button></Row>
      </Page>
    </main>
  );
}

/** Over the intact page when the session ends: a window signs in, a channel says so, the page goes on. */
export function SessionDialog(): ReactNode {
  const { status } = useSessionState();
  const [opened, setOpened] = useState(false);
  const ended = status === 'ended';
  useEffect(() => {
    if (!ended) return;
    setOpened(false);
    const channel = new BroadcastChannel('konbit-session');
    const look = (): void => void refreshSession();
    channel.onmessage = look;
    window.addEventListener('focus', look);
    return () => {
      channel.close();
      window.removeEventListener('focus', look);
    };
  }, [ended]);
  const open = (event: React.MouseEvent): void => {
    if (window.open(popupAddress, 'konbit-entrar', 'popup,width=520,height=720')) event.preventDefault();
    setOpened(true);
  };
  return (
    <Dialog open={ended} title={<T of={shellWords.endedTitle} />}
      actions={<a className="btn" href={popupAddress} target="konbit-entrar" rel="opener" onClick={open}><T of={shellWords.endedLink} /></a>}>
      <p><T of={shellWords.endedHelp} /></p>
      {opened && <p role="status" className="muted"><T of={shellWords.endedWaiting} /></p>}
    </Dialog>
  );
}
