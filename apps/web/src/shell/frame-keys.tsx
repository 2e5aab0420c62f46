import type { ReactNode } from 'react';
import type { MessageDescriptor } from '@lingui/core';
import { useNavigate } from 'react-router';
import { navFor } from './navigation.js';
import { useSession } from './session.js';
import { shellWords } from './shell-words.js';
import { moveAlongRows, useShortcut } from './shortcuts.js';

const partKeys: readonly [keys: string, label: MessageDescriptor, to: string][] = [
  ['n', shellWords.keyNew, '/meson/nueva'], ['g b', shellWords.keyReceived, '/recibidas'], ['g t', shellWords.keyBoard, '/tablero'],
];

/** The shortcuts of every page. Drawn before the page, so that one of the page's own with the same keys wins. */
export function FrameKeys({ help }: { help: () => void }): ReactNode {
  const navigate = useNavigate();
  const open = navFor(useSession().roles).map((entry) => entry.to);
  useShortcut('?', shellWords.keyHelp, help);
  useShortcut('j', shellWords.keyDown, () => moveAlongRows(1));
  useShortcut('k', shellWords.keyUp, () => moveAlongRows(-1));
  useShortcut('g i', shellWords.keyHome, () => void navigate('/'));
  return partKeys.filter(([, , to]) => open.includes(to)).map(([keys, label, to]) => <PartKey key={keys} keys={keys} label={label} to={to} />);
}

/** Leads to a part of the product that this person has. */
function PartKey({ keys, label, to }: { keys: string; label: MessageDescriptor; to: string }): ReactNode {
  const navigate = useNavigate();
  useShortcut(keys, label, () => void navigate(to));
  return null;
}
