import { Alert, Button, Group, Modal, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { createRows } from '@/api/tables';
import { notifyUndo } from '@/api/undo';
import type { Column, CreateAnswer, TableSchema } from '@/api/types';
import { LookalikeLine } from '../duplicates/LookalikeLine';
import { factsOf } from '../duplicates/useLookalikes';

interface Props {
  schema: TableSchema;
  onCreated: (answer: CreateAnswer) => void;
  /** Opens a record that is there already instead of making another one. */
  onOpen: (rowId: number) => void;
  onClose: () => void;
}

// What somebody knows after the first call; everything else can wait for the table.
const ASKED = ['company', 'contact', 'mobile', 'source', 'grade', 'next_at', 'need'];

function askedColumns(schema: TableSchema): Column[] {
  const named = ASKED.flatMap((id) => schema.columns.filter((column) => column.id === id));
  const required = schema.columns.filter((column) => column.required && !named.includes(column));
  return [...named, ...required].filter((column) => column.writable !== 'never' && column.right === 'edit');
}

/** A new row from a few cells; each is typed as one likes and read by the server. Refused cells say why in place. */
export function NewRowDialog({ schema, onCreated, onOpen, onClose }: Props) {
  const { t } = useTranslation('table');
  const [cells, setCells] = useState<Record<string, string>>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const columns = askedColumns(schema);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setFailure(undefined);
    try {
      const filled = Object.fromEntries(Object.entries(cells).filter(([, text]) => text.trim() !== ''));
      const answer = await createRows(schema.key, [filled], 'grid', key);
      const refused = answer.results[0]?.errors ?? [];
      setErrors(Object.fromEntries(refused.map((error) => [error.column, error.message])));
      const elsewhere = refused.find((error) => !columns.some((column) => column.id === error.column));
      if (elsewhere) setFailure(elsewhere.message);
      if (answer.rows.length === 0) return;
      notifyUndo(t('done.rows', { count: 1 }), answer.operation);
      onCreated(answer);
    } catch (caught) {
      setFailure(apiError(caught));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Modal opened onClose={onClose} title={t('new.title', { table: schema.label })} size={440}>
      <form onSubmit={(event) => void submit(event)} style={{ display: 'grid', gap: 10 }}>
        {columns.map((column, index) => (
          <TextInput
            key={column.id}
            label={column.label}
            placeholder={placeholder(column, t('new.date_hint'))}
            error={errors[column.id]}
            value={cells[column.id] ?? ''}
            onChange={(event) => setCells({ ...cells, [column.id]: event.currentTarget.value })}
            {...(index === 0 && { 'data-autofocus': true })}
          />
        ))}
        {schema.key === 'leads' && <LookalikeLine facts={factsOf(cells)} onOpen={onOpen} />}
        {failure && <Alert color="red" role="alert">{failure}</Alert>}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={!Object.values(cells).some((text) => text.trim() !== '')}>
            {t('new.go')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

function placeholder(column: Column, dateHint: string): string {
  if (column.kind === 'datetime' || column.kind === 'date') return dateHint;
  return (column.options ?? []).slice(0, 4).map((option) => option.label).join(' / ');
}
