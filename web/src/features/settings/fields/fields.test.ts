import { describe, expect, it } from 'vitest';
import { freshKey, optionFault } from './fields';

const option = (key: string, label: string) => ({ key, label, color: 'gray' });

describe('options of a choice field', () => {
  it('get keys that were never used among them', () => {
    expect(freshKey([])).toBe('o1');
    expect(freshKey([option('o1', '国产'), option('o3', '进口')])).toBe('o4');
    expect(freshKey([option('o2', '国产')])).toBe('o3');
  });

  it('must be there, named and different', () => {
    expect(optionFault([])).toBe('none');
    expect(optionFault([option('o1', ' ')])).toBe('empty');
    expect(optionFault([option('o1', '国产'), option('o2', '国产 ')])).toBe('twice');
    expect(optionFault([option('o1', '国产'), option('o2', '进口')])).toBeUndefined();
  });
});
