import type { ReactNode } from 'react';
import { useT } from '../i18n/text.js';
import { shellWords } from '../shell/shell-words.js';
import { WorklistPage } from '../ui/worklist-page.js';

export function Component(): ReactNode {
  const t = useT();
  return <WorklistPage title={t(shellWords.received)}>{null}</WorklistPage>;
}
