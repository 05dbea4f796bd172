import { Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { notifyUndo } from '@/api/undo';
import { Ask } from '../parts/Ask';
import { textCell, type SettingRow } from '../parts/cells';
import { refreshStages } from './pipelines';

interface Props {
  pipelines: readonly SettingRow[];
  from: number | null;
  onMade: (id: number) => void;
  onClose: () => void;
}

/** A further pipeline, begun with the stages of one there is. */
export function NewPipelineDialog({ pipelines, from, onMade, onClose }: Props) {
  const { t } = useTranslation('settings');
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [model, setModel] = useState(from ?? pipelines[0]?.id ?? null);

  async function go(): Promise<string | undefined> {
    try {
      const made = await api.post<{ operation: number | null; id: number }>('/pipelines', { name, copy_from: model });
      await refreshStages(client);
      notifyUndo(t('stages.line_added', { name: name.trim() }), made.operation);
      onMade(made.id);
      return undefined;
    } catch (error) {
      return apiError(error);
    }
  }

  return (
    <Ask title={t('stages.line_add')} go={t('stages.line_add')} disabled={!name.trim() || model === null} onClose={onClose} onGo={go}>
      <TextInput data-autofocus size="sm" maxLength={60} label={t('stages.line_name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Select
        size="sm" allowDeselect={false} label={t('stages.line_from')} value={model === null ? null : String(model)}
        data={pipelines.map((row) => ({ value: String(row.id), label: textCell(row, 'name') }))} onChange={(id) => id && setModel(Number(id))}
      />
    </Ask>
  );
}
