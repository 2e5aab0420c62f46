import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { areaRoutes } from './areas.js';
import { ErrorPage } from './error-page.js';
import { Layout } from './layout.js';
import { NotFoundPage } from './not-found.js';
import { homeOf } from './roles.js';
import { useSession } from './session.js';
import { WelcomePage } from './welcome.js';

function Home(): React.ReactNode {
  return <Navigate to={homeOf(useSession().roles)} replace />;
}

const fallback = { ErrorBoundary: ErrorPage, HydrateFallback: () => null };
const examples: RouteObject[] = __EXAMPLES__ ? [{ path: '/ejemplos', lazy: () => import('../ui/examples/examples-page.js'), ...fallback }] : [];
const liveExamples: RouteObject[] = __EXAMPLES__ ? [{ path: 'ejemplos/formulario', lazy: () => import('../ui/examples/live-form.js') }] : [];

/** The map of the app: the frame, inside it the areas; outside it only the page of examples. */
export function createRouter(): ReturnType<typeof createBrowserRouter> {
  return createBrowserRouter([
    ...examples,
    {
      path: '/',
      Component: Layout,
      ...fallback,
      children: [{
        ErrorBoundary: ErrorPage,
        children: [{ index: true, Component: Home }, { path: 'bienvenida', Component: WelcomePage }, ...areaRoutes, ...liveExamples, { path: '*', Component: NotFoundPage }],
      }],
    },
  ]);
}
