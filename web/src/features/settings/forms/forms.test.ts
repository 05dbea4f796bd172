import { describe, expect, it } from 'vitest';
import { changesOf, moved, namesSomebody, previewOf, type Asked, type FormDraft, type Parts } from './forms';

const asked = (column: string, required = false): Asked => ({ column, label: column, required, hint: '' });
const parts: Parts = {
  columns: [
    { column: 'mobile', label: '手机', kind: 'phone', options: [], identity: true },
    { column: 'need', label: '需求', kind: 'long_text', options: [], identity: false },
  ],
  places: [],
  words: {},
};
const draft: FormDraft = {
  name: '官网询价', title: '', intro: '', thanks: '', consent: '', campaign: '', reply_subject: '', reply_text: '',
  min_seconds: 3, per_hour: 1000, proof_bits: 14, source: null, lead_owner: { id: 4, label: '林小满' }, lead_unit: null,
  fields: [asked('mobile', true), asked('need')],
};

describe('a form being built', () => {
  it('saves only what changed', () => {
    const next = { ...draft, intro: '留个联系方式', lead_owner: null, fields: moved(draft.fields, 1, -1) };
    expect(changesOf(9, draft, next).map(({ column, value }) => [column, value])).toEqual([
      ['intro', '留个联系方式'],
      ['lead_owner', null],
      ['fields', [asked('need'), asked('mobile', true)]],
    ]);
    expect(changesOf(9, draft, draft)).toEqual([]);
  });

  it('needs one required field that says who it is', () => {
    expect(namesSomebody(draft.fields, parts)).toBe(true);
    expect(namesSomebody([asked('mobile'), asked('need', true)], parts)).toBe(false);
  });

  it('does not move a field over the edge', () => {
    expect(moved(draft.fields, 0, -1)).toEqual(draft.fields);
    expect(moved(draft.fields, 1, 1)).toEqual(draft.fields);
  });

  it('shows its name where it has no title, and no field whose column is gone', () => {
    const shown = previewOf({ ...draft, fields: [...draft.fields, asked('c9')] }, parts);
    expect([shown.title, shown.fields.map((field) => field.kind)]).toEqual(['官网询价', ['phone', 'long_text']]);
  });
});
