import { describe, expect, it } from 'vitest';
import { divideEdits } from './pastedFollowups';

describe('what is written into 最近跟进', () => {
  it('becomes texts for follow-ups, the other cells stay cells', () => {
    const edits = [
      { rowId: 1, columnId: 'company', text: '甲' },
      { rowId: 1, columnId: 'last_followup', text: ' 3/5 电话；3.12拜访 ' },
      { rowId: 2, columnId: 'last_followup', text: '' },
    ];
    expect(divideEdits(edits, (id) => `#${id}`)).toEqual({
      cells: [edits[0]],
      texts: [{ lead: 1, title: '#1', text: '3/5 电话；3.12拜访' }],
      cleared: true,
    });
  });
});
