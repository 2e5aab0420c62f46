import { startFullStack } from './full-stack.js';
import { startStack } from './stack.js';

/** One stack for all journeys; each journey makes its own people. KONBIT_E2E_URL names one that already runs, KONBIT_E2E_STACK=full takes the one of docker-compose.yml. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (process.env['KONBIT_E2E_URL']) return async () => undefined;
  if (process.env['KONBIT_E2E_STACK'] === 'full') return await startFullStack();
  const stack = await startStack();
  process.env['KONBIT_E2E_URL'] = stack.url;
  process.env['KONBIT_E2E_HOME'] = stack.home;
  return () => stack.stop();
}
