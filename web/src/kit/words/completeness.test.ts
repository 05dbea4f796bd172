import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const SOURCE = join(import.meta.dirname, '../..');
const LOCALES = join(SOURCE, 'locales');
const LANGUAGES = ['zh-CN', 'zh-TW', 'en'];

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value]] : Object.entries(flatten(value, `${prefix}${key}.`)),
    ),
  );
}

function words(language: string, namespace: string): Record<string, string> {
  return flatten(JSON.parse(readFileSync(join(LOCALES, language, `${namespace}.json`), 'utf8')) as Tree);
}

const namespaces = readdirSync(join(LOCALES, 'zh-CN')).map((file) => file.replace('.json', ''));
const withoutPlural = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');
const keysOf = (language: string, namespace: string): Set<string> => new Set(Object.keys(words(language, namespace)).map(withoutPlural));
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\{\s*\w+/g) ?? [])].map((found) => found.replace(/\W/g, '')).sort();

interface Call {
  file: string;
  namespaces: string[];
  /** A literal key, or a template as a pattern over keys. */
  key?: string;
  pattern?: RegExp;
}

function sources(folder = SOURCE): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'locales' || entry.name === 'stories' ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** The first argument of a call that opens at `at`, up to its comma or bracket. */
function firstArgument(code: string, at: number): string {
  let [depth, index] = [0, at];
  for (let quote = ''; index < code.length; index += 1) {
    const letter = code[index] ?? '';
    if (quote) {
      if (letter === quote) quote = '';
    } else if (`'"\``.includes(letter)) quote = letter;
    else if ('([{'.includes(letter)) depth += 1;
    else if (')]}'.includes(letter)) {
      if (depth === 0) break;
      depth -= 1;
    } else if (letter === ',' && depth === 0) break;
  }
  return code.slice(at, index);
}

function patternOf(template: string): RegExp {
  const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`);
}

function callsIn(file: string): Call[] {
  const code = readFileSync(file, 'utf8');
  const own = [...code.matchAll(/(?:useTranslation\(|TFunction<)\[?((?:\s*'\w+',?)+)/g)].flatMap((match) => [...(match[1] ?? '').matchAll(/'(\w+)'/g)].map((name) => name[1] ?? ''));
  const name = file.slice(SOURCE.length);
  return [...code.matchAll(/(?<![\w.])(?:i18next\.)?t\(/g)].flatMap((match) => {
    const argument = firstArgument(code, match.index + match[0].length).replace(/[!=]==\s*'[^']*'/g, '');
    const keys = [...argument.matchAll(/'([\w.:+-]+)'/g)].map((found) => ({ file: name, namespaces: own, key: found[1] ?? '' }));
    const templates = [...argument.matchAll(/`([^`]*)`/g)].map((found) => ({ file: name, namespaces: own, pattern: patternOf(found[1] ?? '') }));
    return [...keys, ...templates];
  });
}

const all = Object.fromEntries(namespaces.map((namespace) => [namespace, keysOf('zh-CN', namespace)]));

/** Every `namespace:key` a call can mean; a key without namespace belongs to one the file asks for. */
function meant({ namespaces: own, key, pattern }: Call): string[] {
  const open = own.length === 0 ? namespaces : own;
  if (key !== undefined) {
    const named = /^(\w+):(.+)$/.exec(key);
    if (named && all[named[1] ?? '']?.has(named[2] ?? '')) return [key];
    return open.filter((namespace) => all[namespace]?.has(key)).map((namespace) => `${namespace}:${key}`);
  }
  return namespaces.flatMap((namespace) =>
    [...(all[namespace] ?? [])].flatMap((candidate) => {
      const whole = `${namespace}:${candidate}`;
      return pattern?.test(whole) || (open.includes(namespace) && pattern?.test(candidate)) ? [whole] : [];
    }),
  );
}

describe.each(namespaces)('words of %s', (namespace) => {
  it.each(LANGUAGES)('are complete in %s', (language) => {
    expect([...keysOf(language, namespace)].sort()).toEqual([...(all[namespace] ?? [])].sort());
  });
  it.each(LANGUAGES)('keep their placeholders in %s', (language) => {
    const chinese = words('zh-CN', namespace);
    const wrong = Object.entries(words(language, namespace)).filter(([key, text]) => {
      const original = chinese[key] ?? chinese[withoutPlural(key)] ?? chinese[`${withoutPlural(key)}_other`] ?? '';
      return placeholders(text).some((name) => name !== 'count' && !placeholders(original).includes(name));
    });
    expect(wrong).toEqual([]);
  });
});

describe('words in use', () => {
  const calls = sources().flatMap(callsIn).map((call) => ({ ...call, means: meant(call) }));
  it('exist for every key the code names', () => {
    const missing = calls.filter((call) => call.means.length === 0).map((call) => `${call.file} ${call.key ?? String(call.pattern)}`);
    expect(missing).toEqual([]);
  });
  it('are all used', () => {
    const used = new Set(calls.flatMap((call) => call.means));
    // A key may travel through a table of names before it reaches t(): then it stands quoted somewhere.
    const code = sources().map((file) => readFileSync(file, 'utf8')).join('\n');
    const unused = namespaces.flatMap((namespace) =>
      [...(all[namespace] ?? [])].filter((key) => !used.has(`${namespace}:${key}`) && !code.includes(`'${key}'`)).map((key) => `${namespace}:${key}`),
    );
    expect(unused).toEqual([]);
  });
});
