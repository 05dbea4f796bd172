import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Ask } from '../parts/Ask';
import { numberCell, type SettingRow } from '../parts/cells';
import { useCreate } from '../parts/useCreate';
import { isRetired, kindOf } from './stages';

interface Props {
  pipeline: number | null;
  stages: readonly SettingRow[];
  onMade: (id: number) => void;
  onClose: () => void;
}

/** Where a new open stage stands: behind the last open one, before won and lost, half way to the end. */
function placeFor(stages: readonly SettingRow[]): { position: number; progress: number } {
  const open = stages.filter((stage) => !isRetired(stage) && kindOf(stage) === 'open');
  const last = open.at(-1);
  const closed = stages.filter((stage) => !isRetired(stage) && kindOf(stage) !== 'open').map((stage) => numberCell(stage, 'position') ?? 0);
  const behind = last ? (numberCell(last, 'position') ?? 0) : 0;
  const before = closed.length > 0 ? Math.min(...closed) : behind + 2;
  // Positions are numbers with room between them only after a move; the list itself sorts equal ones by age.
  return { position: before > behind + 1 ? behind + 1 : before, progress: Math.round(50 * ((last ? (numberCell(last, 'progress') ?? 0) : 0) + 1)) / 100 };
}

/** A new open stage with its definition. */
export function NewStageDialog({ pipeline, stages, onMade, onClose }: Props) {
  const { t } = useTranslation('settings');
  const [name, setName] = useState('');
  const [definition, setDefinition] = useState('');
  const create = useCreate('stages');

  async function go(): Promise<string | undefined> {
    const { position, progress } = placeFor(stages);
    const cells = { name: name.trim(), definition: definition.trim() || null, kind: 'open', pipeline, position, progress, probability: Math.round(100 * progress) };
    const made = await create(cells, t('stages.added', { name: name.trim() }));
    if (made.id === undefined) return made.refusal;
    onMade(made.id);
    return undefined;
  }

  return (
    <Ask title={t('stages.add')} go={t('stages.add')} disabled={!name.trim()} onClose={onClose} onGo={go}>
      <TextInput data-autofocus size="sm" label={t('stages.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Textarea size="sm" autosize minRows={2} label={t('stages.definition')} value={definition} onChange={(event) => setDefinition(event.currentTarget.value)} />
    </Ask>
  );
}
