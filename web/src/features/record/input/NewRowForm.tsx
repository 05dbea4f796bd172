import type { FormEvent } from 'react';
import { apiError } from '@/api/errors';
import { columnOf, useTable } from '@/api/tables';
import { FieldInput } from './FieldInput';
import { useNewRow } from './useNewRow';

interface Props {
  row: Parameters<typeof useNewRow>[0];
  /** What is asked for, in the order of typing. */
  asked: readonly string[];
  words: { label: string; save: string; cancel: string };
  styles: { form: string | undefined; error: string | undefined; save: string | undefined };
}

/** A new row of a lead in a few fields, the first of them ready to type; refusals stand below what was typed. */
export function NewRowForm({ row, asked, words, styles }: Props) {
  const schema = useTable(row.table);
  const { texts, errors, create, submit, type } = useNewRow(row);
  return (
    <form
      className={styles.form} aria-label={words.label}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit();
      }}
    >
      {asked.flatMap((id) => columnOf(schema, id) ?? []).map((column, index) => (
        <label key={column.id} data-field={column.id}>
          <span>{column.label}</span>
          <FieldInput
            column={column} text={texts[column.id] ?? ''} autoFocus={index === 0} invalid={errors[column.id] !== undefined}
            onText={(text) => type(column.id, text)} onSubmit={submit} onCancel={row.onDone}
          />
        </label>
      ))}
      {Object.entries(errors).map(([id, why]) => <p key={id} className={styles.error} role="alert">{why}</p>)}
      {create.isError && <p className={styles.error} role="alert">{apiError(create.error)}</p>}
      <footer>
        <button type="submit" className={styles.save} disabled={create.isPending}>{words.save}</button>
        <button type="button" onClick={row.onDone}>{words.cancel}</button>
      </footer>
    </form>
  );
}
