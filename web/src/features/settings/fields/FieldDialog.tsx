import { Checkbox, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { forgetTable } from '@/api/tables';
import type { Column } from '@/api/types';
import { toast } from '@/kit/notice/notice';
import { Ask } from '../parts/Ask';
import { OptionsEditor } from './OptionsEditor';
import { hasOptions, KINDS, optionFault, type OptionDraft } from './fields';
import styles from '../settings.module.css';

function optionsOf(column: Column | undefined): OptionDraft[] {
  return (column?.options ?? []).map(({ key, label, color }) => ({ key, label, color: color ?? 'gray' }));
}

/** A new field, or the name, options and index of one's own. The kind is settled once there are values. */
export function FieldDialog({ table, column, onClose }: { table: string; column?: Column; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const [label, setLabel] = useState(column?.label ?? '');
  const [kind, setKind] = useState<string>(column?.kind ?? 'text');
  const [options, setOptions] = useState(() => optionsOf(column));
  const [indexed, setIndexed] = useState(false);
  const fault = hasOptions(kind) ? optionFault(options) : undefined;

  async function go(): Promise<string | undefined> {
    const listed = hasOptions(kind) ? { options: { options: options.map((option) => ({ ...option, label: option.label.trim() })) } } : {};
    try {
      if (column) await api.patch(`/tables/${table}/columns/${column.id}`, { label: label.trim(), ...listed, ...(indexed && { indexed }) });
      else await api.post(`/tables/${table}/columns`, { label: label.trim(), kind, ...listed });
      await forgetTable(table);
      toast({ words: t(column ? 'fields.saved' : 'fields.added', { name: label.trim() }) });
      return undefined;
    } catch (error) {
      return apiError(error);
    }
  }

  return (
    <Ask
      title={column ? t('fields.edit_title', { name: column.label }) : t('fields.add')} go={t(column ? 'save' : 'fields.add')}
      disabled={!label.trim() || fault !== undefined} onClose={onClose} onGo={go}
    >
      <TextInput data-autofocus size="sm" label={t('fields.name')} maxLength={60} value={label} onChange={(event) => setLabel(event.currentTarget.value)} />
      <Select
        size="sm" searchable allowDeselect={false} label={t('fields.kind')} description={t(`kind_hint.${kind}`)} disabled={column !== undefined} maxDropdownHeight={320}
        data={KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))} value={kind} onChange={(value) => setKind(value ?? 'text')}
      />
      {hasOptions(kind) && <OptionsEditor options={options} onChange={setOptions} />}
      {fault && options.length > 0 && <div className={styles.small} role="alert">{t(`fields.options_${fault}`)}</div>}
      {column && <Checkbox size="sm" label={t('fields.index')} description={t('fields.index_words')} checked={indexed} onChange={(event) => setIndexed(event.currentTarget.checked)} />}
    </Ask>
  );
}
