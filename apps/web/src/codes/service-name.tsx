import type { ReactNode } from 'react';
import { Text } from '../i18n/text.js';
import { useFormat } from '../i18n/use-format.js';
import { serviceName, type NamedService } from './service-names.js';

/** A service by its name in the language of the screen; a Spanish left-over says so to screen readers. */
export function ServiceName({ service }: { service: NamedService }): ReactNode {
  return <Text of={serviceName(service, useFormat().language)} />;
}
