import { describe, expect, it } from 'vitest';
import { divideEdits, textsOfNew } from './pastedFollowups';

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

  it('waits for rows that are new, and goes with those that were refused', () => {
    const lines = [{ company: '甲', last_followup: ' 3/5 电话 ' }, { last_followup: '3/6 拜访' }, { company: '丙' }];
    const results = [{ index: 0, id: 7 }, { index: 1 }, { index: 2, id: 8 }];
    expect(textsOfNew(lines, results, (id) => `#${id}`)).toEqual([{ lead: 7, title: '#7', text: '3/5 电话' }]);
  });
});
