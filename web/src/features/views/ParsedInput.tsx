import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { parseText } from '@/api/tables';
import type { Column, Json } from '@/api/types';
import { useTableKey } from './tableKey';
import { plainValue } from './valueWords';

/** A number or amount typed as one likes ("12万"); the server reads it as it would read a cell. */
export function ParsedInput({ column, label, value, onChange }: { column: Column; label: string; value: Json; onChange: (value: Json) => void }) {
  const { t } = useTranslation('views');
  const table = useTableKey();
  const [draft, setDraft] = useState<string>();
  const [error, setError] = useState<string>();

  async function read(): Promise<void> {
    if (draft === undefined) return;
    if (draft.trim() === '') {
      setDraft(undefined);
      return onChange(null);
    }
    try {
      const answer = await parseText(table, column.id, draft);
      if (answer.error) return setError(answer.error.message);
      setError(undefined);
      setDraft(undefined);
      onChange(answer.value as Json);
    } catch (caught) {
      setError(apiError(caught));
    }
  }

  return (
    <TextInput
      aria-label={label} placeholder={t('number')} w={112} error={error}
      value={draft ?? plainValue(column, value)}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => void read()}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing && event.keyCode !== 229) void read();
      }}
    />
  );
}
