import { msg } from '@lingui/core/runtime-macro';
import type { ReactNode } from 'react';
import { useFormat } from '../i18n/use-format.js';
import { T } from '../i18n/text.js';
import type { DraftNote } from './draft-keeper.js';

const saved = (time: string): ReturnType<typeof msg> => msg`Borrador guardado a las ${{ time }}`;
const restored = (time: string): ReturnType<typeof msg> => msg`Borrador recuperado, ${{ time }}`;

/** The line beside the title of a form: what was typed is kept, and since when. */
export function DraftLine({ note }: { note: DraftNote | null }): ReactNode {
  const format = useFormat();
  if (!note) return null;
  const time = format.time(note.at);
  return <p className="small muted" role={note.kind === 'restored' ? 'status' : undefined}><T of={note.kind === 'saved' ? saved(time) : restored(time)} /></p>;
}
