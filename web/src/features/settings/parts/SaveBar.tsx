import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import type { useRowDraft } from './useRowDraft';
import settings from '../settings.module.css';

interface Props {
  row: Pick<ReturnType<typeof useRowDraft>, 'refusal' | 'busy' | 'commit' | 'act' | 'discard'>;
  words: { unsaved: string; discard: string; save: string };
  disabled?: boolean;
}

/** Stands below an edited row while something of it is unsaved. */
export function SaveBar({ row, words, disabled = false }: Props) {
  return (
    <div className={settings.saveBar}>
      <span>
        <IconPencil size={14} stroke={1.75} aria-hidden /> {words.unsaved}
        {row.refusal && <b role="alert" className={settings.refusal}>{row.refusal}</b>}
      </span>
      <Button size="sm" variant="default" onClick={row.discard}>{words.discard}</Button>
      <Button size="sm" loading={row.busy} disabled={disabled} onClick={() => void row.act(row.commit)}>{words.save}</Button>
    </div>
  );
}
