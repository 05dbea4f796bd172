import { useState } from 'react';
import type { Column } from '@/api/types';
import { ListInput } from '../input/ListInput';

/** A column that exists only to look people up. */
function personColumn(label: string): Column {
  return {
    id: 'person', label, kind: 'person', writable: 'cell', right: 'edit', width: 0, group: '', hidden_by_default: false, sums: false,
    sortable: false, filterable: false, groupable: false, operators: {}, custom: false, required: true,
  };
}

/** Picks one colleague by name or pinyin. */
export function PersonField({ label, onPick }: { label: string; onPick: (id: number | null, name: string) => void }) {
  const [text, setText] = useState('');
  return (
    <ListInput
      column={personColumn(label)} text={text} autoFocus label={label} invalid={false}
      onText={(next) => {
        setText(next);
        onPick(null, next);
      }}
      onPick={(option) => {
        setText(option.label);
        onPick(Number(option.key), option.label);
      }}
    />
  );
}
