import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { isApiError } from '@/api/errors';
import { queryClient } from '@/api/queryClient';
import { sessionQuery, setupQuery } from '@/api/session';
import { LoadingBars } from '@/kit/parts/PlaceState';
import { featurePage, hasFeature } from './features';
import { readTableSearch } from '@/features/table/search';
import { RouteFault } from './RouteFault';
import { enterAs } from './enter';
import { NoSuchPlace } from './NoSuchPlace';
import { homeOf } from './places';

const root = createRootRoute({ component: Outlet, errorComponent: RouteFault, notFoundComponent: NoSuchPlace });

/** Lets in whoever is signed in; everybody else goes to sign-in, or to setup while nobody exists. */
async function requireSession(here: string): Promise<void> {
  try {
    await enterAs(await queryClient.ensureQueryData(sessionQuery));
  } catch (error) {
    if (!isApiError(error) || error.status !== 401) throw error;
    const setup = await queryClient.fetchQuery(setupQuery);
    throw setup.needed ? redirect({ to: '/setup' }) : redirect({ to: '/signin', search: here === '/' ? {} : { next: here } });
  }
}

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: ({ location }) => requireSession(location.href),
  component: lazyRouteComponent(() => import('./shell/Shell'), 'Shell'),
  errorComponent: RouteFault,
});

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: async () => {
    throw redirect({ to: homeOf(await queryClient.ensureQueryData(sessionQuery)) });
  },
});

const leads = createRoute({
  getParentRoute: () => shell,
  path: '/leads',
  validateSearch: readTableSearch,
  component: lazyRouteComponent(() => import('./LeadsPage'), 'LeadsPage'),
});

const enquiries = createRoute({
  getParentRoute: () => shell,
  path: '/enquiries',
  validateSearch: readTableSearch,
  component: lazyRouteComponent(() => import('./EnquiriesPage'), 'EnquiriesPage'),
});

const pool = createRoute({
  getParentRoute: () => shell,
  path: '/pool',
  validateSearch: readTableSearch,
  component: lazyRouteComponent(() => import('./PoolPage'), 'PoolPage'),
});

const tasks = createRoute({
  getParentRoute: () => shell,
  path: '/tasks',
  validateSearch: readTableSearch,
  component: lazyRouteComponent(() => import('./TasksPage'), 'TasksPage'),
});

function place<const Path extends string>(path: Path, feature: string) {
  return createRoute({
    getParentRoute: () => shell,
    path,
    component: hasFeature(feature) ? featurePage(feature) : NoSuchPlace,
  });
}

/** `id` opens an upload already made, from the first run or a link. */
const importing = createRoute({
  getParentRoute: () => shell,
  path: '/import',
  validateSearch: (raw: Record<string, unknown>): { id?: number } =>
    Number.isSafeInteger(raw['id']) ? { id: raw['id'] as number } : {},
  component: hasFeature('import') ? featurePage('import') : NoSuchPlace,
});

const today = place('/today', 'today');
const materials = place('/materials', 'materials');
const duplicates = place('/duplicates', 'duplicates');
const collisions = place('/collisions', 'collisions');
const merge = place('/merge', 'merge');
const handover = place('/handover', 'handover');
const mailings = place('/mailings', 'mailings');
const history = place('/history', 'history');
const overview = place('/overview', 'overview');
const review = place('/review', 'review');
const settings = place('/settings', 'settings');
const settingsPage = place('/settings/$page', 'settings');

const signin = createRoute({
  getParentRoute: () => root,
  path: '/signin',
  validateSearch: (raw: Record<string, unknown>): { next?: string } =>
    typeof raw['next'] === 'string' && /^\/(?!\/)/.test(raw['next']) ? { next: raw['next'] } : {},
  component: lazyRouteComponent(() => import('@/features/session'), 'SignInPage'),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: (raw: Record<string, unknown>): { token?: string } =>
    typeof raw['token'] === 'string' || typeof raw['token'] === 'number' ? { token: String(raw['token']) } : {},
  loader: async () => {
    const state = await queryClient.fetchQuery(setupQuery);
    if (!state.needed) throw redirect({ to: '/signin' });
    return state;
  },
  component: lazyRouteComponent(() => import('@/features/firstrun'), 'SetupPage'),
});

const invite = createRoute({
  getParentRoute: () => root,
  path: '/invite/$token',
  component: lazyRouteComponent(() => import('@/features/session'), 'InvitePage'),
});

const routeTree = root.addChildren([
  shell.addChildren([home, today, leads, pool, tasks, enquiries, materials, duplicates, collisions, merge, handover, mailings, importing, history, overview, review, settings, settingsPage]),
  signin,
  setup,
  invite,
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingComponent: LoadingBars,
  defaultErrorComponent: RouteFault,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
