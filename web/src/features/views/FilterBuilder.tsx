import { ActionIcon, Button, Select } from '@mantine/core';
import { IconPlus, IconTrash, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Column, Filter } from '@/api/types';
import { firstOperator, groupOf, isCondition, toFilter, withOperator, type Condition, type Group } from './filterTree';
import { ValueEditor } from './ValueEditor';
import styles from './views.module.css';

const DEEPEST = 2;

interface Props {
  columns: Column[];
  filter: Filter | null;
  onChange: (filter: Filter) => void;
}

/** The whole filter as a tree: conditions joined by and/or, groups inside groups. */
export function FilterBuilder({ columns, filter, onChange }: Props) {
  return <GroupEditor columns={columns} group={groupOf(filter)} depth={0} onChange={(group) => onChange(toFilter(group))} />;
}

function GroupEditor({ columns, group, depth, onChange }: { columns: Column[]; group: Group; depth: number; onChange: (group: Group) => void }) {
  const { t } = useTranslation('views');
  const replace = (index: number, part: Filter | null) =>
    onChange({ ...group, parts: group.parts.flatMap((old, at) => (at === index ? (part ? [part] : []) : [old])) });
  const first = columns[0];
  const fresh = (): Filter[] => (first ? [{ column: first.id, op: firstOperator(first) }] : []);
  return (
    <div className={styles['group']} data-depth={depth}>
      {group.parts.map((part, index) => (
        <div key={index} className={styles['part']}>
          <Joiner index={index} group={group} onChange={onChange} />
          {isCondition(part) ? (
            <ConditionEditor columns={columns} condition={part} onChange={(next) => replace(index, next)} />
          ) : (
            <GroupEditor columns={columns} group={groupOf(part)} depth={depth + 1} onChange={(next) => replace(index, toFilter(next))} />
          )}
          <ActionIcon variant="subtle" color="gray" aria-label={t('remove_condition')} onClick={() => replace(index, null)}>
            {isCondition(part) ? <IconX size={14} /> : <IconTrash size={14} />}
          </ActionIcon>
        </div>
      ))}
      <div className={styles['add']}>
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => onChange({ ...group, parts: [...group.parts, ...fresh()] })}>
          {t('add_condition')}
        </Button>
        {depth < DEEPEST && (
          <Button
            variant="subtle" size="compact-sm" color="gray" leftSection={<IconPlus size={14} />}
            onClick={() => onChange({ ...group, parts: [...group.parts, { or: fresh() }] })}
          >
            {t('add_group')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** `当` before the first part, a switch before the second, the same word before the rest. */
function Joiner({ index, group, onChange }: { index: number; group: Group; onChange: (group: Group) => void }) {
  const { t } = useTranslation('views');
  if (index === 0) return <span className={styles['joiner']}>{t('where')}</span>;
  if (index > 1) return <span className={styles['joiner']}>{t(group.join)}</span>;
  return (
    <Select
      className={styles['joiner']} aria-label={t('join')} allowDeselect={false} comboboxProps={{ withinPortal: false }}
      data={[{ value: 'and', label: t('and') }, { value: 'or', label: t('or') }]}
      value={group.join}
      onChange={(join) => onChange({ ...group, join: join === 'or' ? 'or' : 'and' })}
    />
  );
}

function ConditionEditor({ columns, condition, onChange }: { columns: Column[]; condition: Condition; onChange: (condition: Condition) => void }) {
  const { t } = useTranslation('views');
  const column = columns.find((candidate) => candidate.id === condition.column);
  function choose(id: string | null): void {
    const next = columns.find((candidate) => candidate.id === id);
    if (next) onChange({ column: next.id, op: firstOperator(next) });
  }
  return (
    <div className={styles['condition']}>
      <Select
        aria-label={t('column')} searchable allowDeselect={false} w={136} comboboxProps={{ withinPortal: false }}
        data={columns.map((candidate) => ({ value: candidate.id, label: candidate.label }))}
        value={condition.column} onChange={choose}
      />
      <Select
        aria-label={t('operator')} allowDeselect={false} w={112} comboboxProps={{ withinPortal: false }}
        data={Object.keys(column?.operators ?? {}).map((op) => ({ value: op, label: t(`op.${op}`) }))}
        value={condition.op} onChange={(op) => onChange(withOperator(columns, condition, op ?? condition.op))}
      />
      {column && <ValueEditor column={column} condition={condition} onChange={(value) => onChange({ ...condition, value })} />}
    </div>
  );
}
