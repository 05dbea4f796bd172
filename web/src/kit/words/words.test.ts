import { describe, expect, it } from 'vitest';
import { languageFor } from './words';

describe('languageFor', () => {
  it.each([
    [['zh-CN', 'en'], 'zh-CN'],
    [['zh-Hant-HK'], 'zh-TW'],
    [['zh-TW'], 'zh-TW'],
    [['fr-FR', 'en-GB'], 'en'],
    [['fr'], 'zh-CN'],
  ])('reads %j as %s', (wanted, language) => {
    expect(languageFor(wanted)).toBe(language);
  });
});
