import { useState, type ReactNode } from 'react';
import type { MessageDescriptor } from '@lingui/core';
import { T } from '../i18n/text.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { uiWords } from '../ui/ui-words.js';
import { shellWords } from './shell-words.js';
import { listShortcuts, shortcutsOn, switchShortcuts } from './shortcuts.js';

const always: readonly [string, MessageDescriptor][] = [['Enter', shellWords.keyOpen], ['Ctrl Enter', shellWords.keySave], ['Esc', shellWords.keyClose]];

function Keys({ keys }: { keys: string }): ReactNode {
  return <>{keys.split(' ').map((key, at) => <span key={key}>{at > 0 && ' '}<kbd>{key}</kbd></span>)}</>;
}

/** What the keyboard does on this screen, and the switch to turn it off. */
export function ShortcutsHelp({ open, onClose }: { open: boolean; onClose: () => void }): ReactNode {
  const [on, setOn] = useState(shortcutsOn);
  const turn = (): void => {
    switchShortcuts(!on);
    setOn(!on);
  };
  const seen = new Map(listShortcuts().map((entry) => [entry.keys, entry.label]));
  return (
    <Dialog open={open} title={<T of={shellWords.shortcutsTitle} />} onClose={onClose}
      actions={<><Button onClick={onClose} autoFocus><T of={uiWords.close} /></Button><Button kind="alt" onClick={turn}><T of={on ? shellWords.shortcutsOff : shellWords.shortcutsOn} /></Button></>}>
      <p className="muted"><T of={shellWords.shortcutsHelp} /></p>
      <dl className="facts side">
        {[...(on ? seen : []), ...always].map(([keys, label]) => <div key={keys}><dt><Keys keys={keys} /></dt><dd><T of={label} /></dd></div>)}
      </dl>
    </Dialog>
  );
}
