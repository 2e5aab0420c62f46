import type { ReactNode } from 'react';
import { Lang } from '../i18n/text.js';
import { useFormat } from '../i18n/use-format.js';
import { serviceName, type NamedService } from './service-names.js';

/** A service by its name in the language of the screen; a Spanish left-over says so to screen readers. */
export function ServiceName({ service }: { service: NamedService }): ReactNode {
  const { text, lang } = serviceName(service, useFormat().language);
  return lang ? <Lang is={lang}>{text}</Lang> : text;
}
