import { describe, expect, it } from 'vitest';
import { operandText, readOperand, startOf, writeLeaf } from './types';

describe('a criterion as a person writes it', () => {
  it('reads words, ranges and amounts, and shows them as they were written', () => {
    for (const [op, kind, text, value] of [
      ['any_of', 'text', '制造业、金融业', ['制造业', '金融业']],
      ['between', 'employees', '100–500', [100, 500]],
      ['ge', 'secret', '50万', '50万'],
    ] as const) {
      expect(readOperand(op, kind, text)).toEqual(value);
      expect(operandText({ column: 'x', op, value: value as never })).toBe(text);
    }
    expect(readOperand('between', 'employees', '100-500')).toEqual([100, 500]);
  });

  it('leaves out the operand where none is asked for', () => {
    expect(writeLeaf('need', 'not_empty', 'text', '随便')).toBe('{"column":"need","op":"not_empty"}');
    expect(writeLeaf('c3', 'checked', 'checkbox', '随便')).toBe('{"column":"c3","op":"checked"}');
  });

  it('starts with an operand that the server takes', () => {
    expect(startOf('in', 'option', ['自用', '转售'], '华东')).toBe('自用');
    expect(startOf('in', 'region', [], '华东')).toBe('华东');
    expect(startOf('ge', 'day', [], '华东')).toMatch(/^\d{4}-01-01$/);
    expect(startOf('between', 'number', [], '华东')).toBe('0–100');
    expect(startOf('checked', 'checkbox', [], '华东')).toBe('');
  });
});
