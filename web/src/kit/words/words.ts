import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

/** Languages the interface speaks, the first being the default. zh-TW is converted from zh-CN. */
export const LANGUAGES = ['zh-CN', 'zh-TW', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

type Namespace = Record<string, unknown>;
const files = import.meta.glob<Namespace>('../../locales/*/*.json', { import: 'default' });

/** Loads every namespace of one language; a file is `locales/<language>/<namespace>.json`. */
async function loadWords(language: Language): Promise<Record<string, Namespace>> {
  const wanted = Object.entries(files).filter(([path]) => path.includes(`/locales/${language}/`));
  const loaded = await Promise.all(
    wanted.map(async ([path, load]) => [path.replace(/^.*\/|\.json$/g, ''), await load()] as const),
  );
  return Object.fromEntries(loaded);
}

/** Best language for what the browser asks for; Chinese of Taiwan, Hong Kong and Macao reads traditional characters. */
export function languageFor(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    if (/^zh\b.*(TW|HK|MO|Hant)/i.test(tag)) return 'zh-TW';
    if (/^zh\b/i.test(tag)) return 'zh-CN';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'zh-CN';
}

/** Starts i18next in one language. Missing words fall back to zh-CN, which is always complete. */
export async function startWords(language: Language): Promise<i18n> {
  const resources = { 'zh-CN': await loadWords('zh-CN'), [language]: await loadWords(language) };
  await i18next.use(initReactI18next).init({
    resources: resources as Record<string, Record<string, Record<string, string>>>,
    lng: language,
    fallbackLng: 'zh-CN',
    interpolation: { escapeValue: false },
  });
  return i18next;
}

/** Switches the language in place and tells assistive technology. */
export async function changeLanguage(language: Language): Promise<void> {
  for (const [namespace, words] of Object.entries(await loadWords(language))) {
    i18next.addResourceBundle(language, namespace, words, true, true);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
