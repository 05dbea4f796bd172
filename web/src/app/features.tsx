import { lazy, type FunctionComponent } from 'react';

interface PageModule {
  Page: FunctionComponent;
}

/** Feature folders that exist; each is its own chunk and is fetched when its place is first opened. */
const folders = import.meta.glob<PageModule>('../features/*/index.tsx');

function loaderOf(name: string): (() => Promise<PageModule>) | undefined {
  return folders[`../features/${name}/index.tsx`];
}

export function hasFeature(name: string): boolean {
  return loaderOf(name) !== undefined;
}

/** The `Page` a feature folder exports. Raises when the folder does not exist: ask `hasFeature` first. */
export function featurePage(name: string): FunctionComponent {
  const load = loaderOf(name);
  if (!load) throw new Error(`no feature ${name}`);
  const Page = lazy(async () => ({ default: (await load()).Page }));
  return function FeaturePage() {
    return <Page />;
  };
}
