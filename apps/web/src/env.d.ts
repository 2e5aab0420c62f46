declare module '*.po' {
  import type { Messages } from '@lingui/core';
  export const messages: Messages;
}
/** True in development and test builds only: the page of examples is left out of what ships. */
declare const __EXAMPLES__: boolean;
