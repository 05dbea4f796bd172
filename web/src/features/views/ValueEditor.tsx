import { MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column, Json } from '@/api/types';
import { LinkedSelect } from './LinkedSelect';
import { isLinked } from './lookup';
import { operandOf, type Condition } from './filterTree';
import { ParsedInput } from './ParsedInput';
import styles from './views.module.css';

interface Props {
  column: Column;
  condition: Condition;
  onChange: (value: Json) => void;
}

/** The control for a condition's value, by what the operator takes and what kind the column is. */
export function ValueEditor({ column, condition, onChange }: Props) {
  const { t } = useTranslation('views');
  const { value } = condition;
  const operand = operandOf([column], condition);
  const label = t('value_of', { column: column.label });
  if (operand === undefined || operand === 'none') return null;
  if (operand === 'days') {
    return (
      <NumberInput
        aria-label={label} min={0} max={3660} suffix={t('days')} w={96}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(typeof next === 'number' ? next : null)}
      />
    );
  }
  if (operand === 'range') {
    const [low = null, high = null] = Array.isArray(value) ? value : [];
    return (
      <span className={styles['range']}>
        <Single column={column} label={t('from')} value={low} onChange={(next) => onChange([next, high])} />–
        <Single column={column} label={t('to')} value={high} onChange={(next) => onChange([low, next])} />
      </span>
    );
  }
  if (operand === 'list') {
    const chosen = Array.isArray(value) ? value : [];
    return isLinked(column) ? (
      <LinkedSelect column={column} label={label} ids={chosen.map(Number)} onChange={onChange} />
    ) : column.options ? (
      <MultiSelect
        aria-label={label} searchable clearable hidePickedOptions className={styles['wide']}
        placeholder={chosen.length === 0 ? t('choose') : ''}
        data={column.options.map((option) => ({ value: option.key, label: option.label }))}
        value={chosen.map(String)} onChange={onChange} comboboxProps={{ withinPortal: false }}
      />
    ) : (
      <TextValue label={label} value={chosen.map(String).join('、')} onChange={(text) => onChange(text.split(/[、，,]\s*/).filter(Boolean))} />
    );
  }
  if (operand === 'text') return <TextValue label={label} value={String(value ?? '')} onChange={onChange} />;
  return <Single column={column} label={label} value={value ?? null} onChange={onChange} />;
}

/** One value: a choice, a person, a tick, a day, or typed text that the server reads. */
function Single({ column, label, value, onChange }: { column: Column; label: string; value: Json; onChange: (value: Json) => void }) {
  const { t } = useTranslation('views');
  if (isLinked(column)) {
    return <LinkedSelect column={column} label={label} ids={value === null ? [] : [Number(value)]} onChange={(ids) => onChange(ids.at(-1) ?? null)} />;
  }
  if (column.options) {
    return (
      <Select
        aria-label={label} searchable placeholder={t('choose')}
        data={column.options.map((option) => ({ value: option.key, label: option.label }))}
        value={value === null ? null : String(value)} onChange={onChange} comboboxProps={{ withinPortal: false }}
      />
    );
  }
  if (column.kind === 'checkbox') {
    return (
      <Select
        aria-label={label} allowDeselect={false} w={96} data={[{ value: 'true', label: t('yes') }, { value: 'false', label: t('no') }]}
        value={value === null ? null : String(value)} onChange={(next) => onChange(next === 'true')} comboboxProps={{ withinPortal: false }}
      />
    );
  }
  if (column.kind === 'date' || column.kind === 'datetime') {
    return (
      <TextInput
        type="date" aria-label={label} w={144} value={String(value ?? '').slice(0, 10)}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      />
    );
  }
  if (['money', 'number', 'percent', 'rating'].includes(column.kind)) return <ParsedInput column={column} label={label} value={value} onChange={onChange} />;
  return <TextValue label={label} value={String(value ?? '')} onChange={onChange} />;
}

/** Text that is handed on at every stroke, but never half an input-method composition. */
function TextValue({ label, value, onChange }: { label: string; value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation('views');
  const [draft, setDraft] = useState<string>();
  return (
    <TextInput
      aria-label={label} placeholder={t('text')} w={144}
      value={draft ?? value}
      onChange={(event) => {
        const text = event.currentTarget.value;
        if ((event.nativeEvent as InputEvent).isComposing) return setDraft(text);
        setDraft(undefined);
        onChange(text);
      }}
      onCompositionEnd={(event) => {
        setDraft(undefined);
        onChange(event.currentTarget.value);
      }}
    />
  );
}
