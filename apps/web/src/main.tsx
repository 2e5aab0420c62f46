import './ui/ui.css';
import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { showLanguage, storedLanguage } from './i18n/catalogues.js';
import { i18n } from './i18n/i18n.js';
import { AppError } from './shell/app-error.js';
import { queryClient } from './shell/data.js';
import { createRouter } from './shell/router.js';
import { refreshSession } from './shell/session.js';
import { showAppearance, storedAppearance } from './ui/appearance.js';

/** What is not there has a page of its own; only a fault of the app is worth a line in the console. */
function report(error: unknown): void {
  if (!(error instanceof AppError && error.code === 'NOT_FOUND')) console.error(error);
}

async function start(): Promise<void> {
  showAppearance(storedAppearance());
  await Promise.all([showLanguage(storedLanguage()), refreshSession()]);
  createRoot(document.getElementById('root')!, { onCaughtError: () => undefined }).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={createRouter()} onError={report} />
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>,
  );
}

void start();
