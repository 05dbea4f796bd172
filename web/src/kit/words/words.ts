import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

/** Languages the interface speaks, the first being the default. zh-TW is converted from zh-CN. */
export const LANGUAGES = ['zh-CN', 'zh-TW', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language by its own name, so that it is found whatever the present one is. */
export const LANGUAGE_NAMES: Record<Language, string> = { 'zh-CN': '简体中文', 'zh-TW': '繁體中文', en: 'English' };

export function isLanguage(tag: string): tag is Language {
  return (LANGUAGES as readonly string[]).includes(tag);
}

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

const CHOSEN = 'genjin.language';

/** The language chosen on this machine before anybody signed in; afterwards the person's own setting wins. */
export function chosenLanguage(): Language | undefined {
  const chosen = localStorage.getItem(CHOSEN) ?? '';
  return isLanguage(chosen) ? chosen : undefined;
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
  localStorage.setItem(CHOSEN, language);
  document.documentElement.lang = language;
}
