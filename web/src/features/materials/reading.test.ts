import { expect, test } from 'vitest';
import { holdsOf, sizeWords, validity, wordsOf } from './reading';

const row = (cells: Record<string, string>) => ({ id: 1, cells, masked: [] });

test('a list as typed is read by its separators', () => {
  expect(wordsOf('机械、 化工,食品；包装\n')).toEqual(['机械', '化工', '食品', '包装']);
  expect(wordsOf('')).toEqual([]);
});

test('the file comes before the link, the link before the text', () => {
  expect(holdsOf(row({ file_name: 'a.pdf', link: 'https://x.cn', text: '字' }))).toBe('file');
  expect(holdsOf(row({ link: 'https://x.cn', text: '字' }))).toBe('link');
  expect(holdsOf(row({ text: '字' }))).toBe('text');
  expect(holdsOf(row({}))).toBe('nothing');
});

test('a validity warns within a week and is over the day after', () => {
  expect(validity('', '2026-03-05')).toBe('none');
  expect(validity('2026-03-04', '2026-03-05')).toBe('over');
  expect(validity('2026-03-05', '2026-03-05')).toBe('soon');
  expect(validity('2026-03-12', '2026-03-05')).toBe('soon');
  expect(validity('2026-03-13', '2026-03-05')).toBe('good');
});

test('sizes are short', () => {
  expect(sizeWords(300)).toBe('1 KB');
  expect(sizeWords(1_572_864)).toBe('1.5 MB');
});
