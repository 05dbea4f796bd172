import { expect, test } from 'vitest';
import type { Proposed } from './data';
import { matching } from './matching';

const made = (count: number, fits = 0): Proposed[] =>
  Array.from({ length: count }, (_, place) => ({ id: place + 1, name: `资料${place + 1}`, kind: place % 2 ? '案例' : '白皮书', reasons: [], fits: place < fits }));
const ids = (found: Proposed[]) => found.map(({ id }) => id);

test('five stand first, more only when asked', () => {
  expect(ids(matching(made(9), '', [], false))).toEqual([1, 2, 3, 4, 5]);
  expect(matching(made(9), '', [], true)).toHaveLength(9);
});

test('what was picked stays in sight', () => {
  expect(ids(matching(made(9), '', [8], false))).toContain(8);
});

test('a search looks at name and kind of all', () => {
  expect(ids(matching(made(9), '资料9', [], false))).toEqual([9]);
  expect(matching(made(9), '案例', [], false)).toHaveLength(4);
});
