import { describe, expect, it } from 'vitest';
import { filterOptions, keysOfValue, valueOfOption } from './options';
import { FIELDS, textOf, wordsOf } from './registry';
import type { ChoiceOption, FieldColumn, FieldSettings } from './types';

const settings: FieldSettings = { language: 'zh-CN', zone: 'Asia/Shanghai', now: () => new Date('2026-03-05T02:24:00Z') };
const STAGES: ChoiceOption[] = [
  { key: '1', label: '初次接触', search: 'chucijiechu ccjc', progress: 0.12, stageKind: 'open' },
  { key: '5', label: '签约阶段', search: 'qianyuejieduan qyjd', progress: 0.9, stageKind: 'open' },
  { key: '7', label: '已流失', search: 'yiliushi yls', progress: 1, stageKind: 'lost' },
  { key: '8', label: '旧阶段', search: 'jiujieduan jjd', retired: true },
];
const column = (kind: FieldColumn['kind'], options?: ChoiceOption[]): FieldColumn => ({ id: 'c', label: '列', kind, ...(options ? { options } : {}) });

describe('options', () => {
  it.each([['签', '5'], ['qianyue', '5'], ["qian'yue", '5'], ['QYJD', '5'], ['流失', '7'], ['ccjc', '1']])('%s finds %s first', (typed, key) => {
    expect(filterOptions(STAGES, typed)[0]?.key).toBe(key);
  });

  it('never offers what is retired', () => {
    expect(filterOptions(STAGES, '').map((option) => option.key)).toEqual(['1', '5', '7']);
    expect(filterOptions(STAGES, '旧')).toEqual([]);
  });

  it('turns a pick into the value of its kind', () => {
    const [, signing] = STAGES as [ChoiceOption, ChoiceOption];
    expect(valueOfOption('stage', signing)).toEqual({ id: 5, label: '签约阶段', progress: 0.9, kind: 'open' });
    expect(valueOfOption('person', { key: '12', label: '周子昂' })).toEqual({ id: 12, label: '周子昂' });
    expect(valueOfOption('choice', { key: 'web', label: '官网' })).toBe('web');
    expect(keysOfValue({ id: 12, label: '周子昂' })).toEqual(['12']);
  });
});

describe('words and text', () => {
  it('shows money dense and copies it exactly', () => {
    expect(wordsOf(53_512_300, column('money'), settings)).toBe('¥53.5万');
    expect(textOf(53_512_300, column('money'), settings)).toBe('535123');
  });

  it('keeps a grade readable on screen and typeable in the clipboard', () => {
    expect(wordsOf('A-', column('grade'), settings)).toBe('A−');
    expect(textOf('A-', column('grade'), settings)).toBe('A-');
  });

  it('names choices by their labels and unknown keys by themselves', () => {
    const sources = column('choices', [{ key: 'web', label: '官网表单' }]);
    expect(wordsOf(['web', 'fair'], sources, settings)).toBe('官网表单、fair');
  });

  it('is empty for an empty cell of every kind', () => {
    for (const kind of Object.keys(FIELDS) as FieldColumn['kind'][]) expect(textOf(null, column(kind), settings)).toBe('');
  });
});
