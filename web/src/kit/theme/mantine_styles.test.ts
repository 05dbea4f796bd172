import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const WEB = resolve(__dirname, '../../..');
const CORE = join(WEB, 'node_modules/@mantine/core');
const COMPONENTS = join(CORE, 'esm/components');

function filesUnder(folder: string, ends: RegExp): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesUnder(path, ends);
    return ends.test(name) ? [path] : [];
  });
}

/** Names imported from the kit's core, by us and by the further parts of the kit that we use. */
function usedNames(): Set<string> {
  const parts = ['dates', 'notifications', 'dropzone'].flatMap((part) => filesUnder(join(WEB, `node_modules/@mantine/${part}/esm`), /\.mjs$/));
  const sources = [...filesUnder(join(WEB, 'src'), /\.tsx?$/), ...parts];
  const names = sources.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/import \{([^}]*)\} from ['"]@mantine\/core['"]/g)].map((match) => match[1] ?? ''));
  return new Set(names.flatMap((list) => list.split(',').map((name) => name.trim().replace(/^type /, '').replace(/ as .*/, ''))).filter((name) => /^[A-Z]/.test(name)));
}

/** Style sheets that a module and everything it imports need. */
function stylesOf(path: string, seen: Set<string>): string[] {
  if (seen.has(path) || !existsSync(path)) return [];
  seen.add(path);
  const own = /([\w]+)\.module\.mjs$/.exec(path)?.[1];
  const imported = [...readFileSync(path, 'utf8').matchAll(/from "(\.[^"]+)"/g)].map((match) => join(dirname(path), match[1] ?? ''));
  return [...(own ? [own] : []), ...imported.flatMap((next) => stylesOf(next, seen))];
}

describe('style sheets of the kit', () => {
  it('are there for every component that is used', () => {
    const modules = new Map(filesUnder(COMPONENTS, /^[A-Z]\w*\.mjs$/).map((path) => [/(\w+)\.mjs$/.exec(path)?.[1] ?? '', path]));
    const seen = new Set<string>();
    const needed = [...usedNames()].flatMap((name) => stylesOf(modules.get(name) ?? '', seen));
    const wanted = [...new Set(needed)].filter((name) => existsSync(join(CORE, `styles/${name}.css`)));
    const imported = [...readFileSync(join(__dirname, 'mantine.css'), 'utf8').matchAll(/styles\/(\w+)\.css/g)].map((match) => match[1] ?? '');
    expect(wanted.filter((name) => !imported.includes(name))).toEqual([]);
    expect(wanted).toContain('Button');
  });
});
