import { describe, expect, it } from 'vitest';
import { cellsOf, partsOf, type CardCell } from './card';
import { looksLikeCard } from './quickAddState';

const TEXT = '张伟 无锡恒砺轴承 13812346021';
const READ: CardCell[] = [
  { column: 'contact', text: '张伟', start: 0, end: 2 },
  { column: 'company', text: '无锡恒砺轴承', start: 3, end: 9 },
  { column: 'mobile', text: '13812346021', start: 10, end: 21 },
];

describe('a pasted card', () => {
  it('is shown with what was read marked, and nothing of it left out', () => {
    const parts = partsOf(TEXT, READ);
    expect(parts.map(({ text }) => text).join('')).toBe(TEXT);
    expect(parts.filter(({ column }) => column).map(({ text }) => text)).toEqual(['张伟', '无锡恒砺轴承', '13812346021']);
  });

  it('leaves out a span inside another', () => {
    const inside = partsOf(TEXT, [...READ, { column: 'phone', text: '1381', start: 10, end: 14 }]);
    expect(inside.map(({ text }) => text).join('')).toBe(TEXT);
  });

  it('saves what was corrected by hand over what was read', () => {
    expect(cellsOf(READ, { contact: '张玮', title: '经理' })).toEqual({
      company: '无锡恒砺轴承', contact: '张玮', title: '经理', mobile: '13812346021', email: '', need: '',
    });
  });

  it.each([[TEXT, true], ['张伟', false], ['13812346021', false], ['6021', false]])('%s is one to add: %s', (words, is) => {
    expect(looksLikeCard(words)).toBe(is);
  });
});
