import { Popover } from '@mantine/core';
import { IconFilterPlus, IconX } from '@tabler/icons-react';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Column, Filter } from '@/api/types';
import { FilterBuilder } from './FilterBuilder';
import { firstOperator, groupOf, isCondition, prune, toFilter, type Condition } from './filterTree';
import { isLinked, useNames } from './lookup';
import { linkedIds, valueWords } from './valueWords';
import styles from './views.module.css';

interface Props {
  columns: Column[];
  filter: Filter | null;
  onChange: (filter: Filter | null) => void;
  /** The tree being edited, with its unfinished conditions; undefined while the builder is closed. */
  draft: Filter | undefined;
  onDraft: (draft: Filter | undefined) => void;
}

/** The filter in words, one chip a condition, and the builder behind it. */
export function FilterChips({ columns, filter, onChange, draft, onDraft }: Props) {
  const { t } = useTranslation('views');
  const opened = draft !== undefined;
  const filterable = columns.filter((column) => column.filterable && Object.keys(column.operators).length > 0);
  const { join, parts } = groupOf(filter);

  function open(): void {
    const first = filterable[0];
    // An empty builder begins with one condition to fill in.
    onDraft(parts.length > 0 || !first ? toFilter({ join, parts }) : { and: [{ column: first.id, op: firstOperator(first) }] });
  }

  function edit(next: Filter): void {
    onDraft(next);
    const sent = prune(filterable, next);
    if (JSON.stringify(sent) !== JSON.stringify(filter)) onChange(sent);
  }

  const remove = (index: number) => {
    const rest = parts.filter((_, at) => at !== index);
    onChange(rest.length > 0 ? toFilter({ join, parts: rest }) : null);
  };

  return (
    <div className={styles['chips']}>
      {parts.map((part, index) => (
        <span key={index} className={styles['chip']}>
          {join === 'or' && index > 0 && <i>{t('or')}</i>}
          <button type="button" className={styles['chipWords']} onClick={open}>
            {isCondition(part) ? (
              <ConditionWords column={columns.find((column) => column.id === part.column)} condition={part} />
            ) : (
              <b>{t(groupOf(part).join === 'or' ? 'one_of' : 'all_of', { count: groupOf(part).parts.length })}</b>
            )}
          </button>
          <button type="button" className={styles['chipClose']} aria-label={t('remove_condition')} onClick={() => remove(index)}>
            <IconX size={13} stroke={1.75} />
          </button>
        </span>
      ))}
      <Popover opened={opened} onChange={(open) => !open && onDraft(undefined)} position="bottom-start" shadow="md" trapFocus closeOnClickOutside>
        <Popover.Target>
          <button type="button" className={styles['plain']} aria-expanded={opened} onClick={() => (opened ? onDraft(undefined) : open())}>
            <IconFilterPlus size={15} stroke={1.75} aria-hidden />
            {t('filter')}
          </button>
        </Popover.Target>
        <Popover.Dropdown className={styles['builder'] ?? ''}>
          <FilterBuilder columns={filterable} filter={draft ?? filter} onChange={edit} />
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

/** One condition in words. */
export function ConditionWords({ column, condition }: { column: Column | undefined; condition: Condition }) {
  const { t } = useTranslation('views');
  const names = useNames(column && isLinked(column) ? column : undefined, linkedIds(condition));
  if (!column) return <b>{t('unknown_column')}</b>;
  const words = valueWords(column, condition, names, t, i18next.language);
  return (
    <>
      <i>{column.label}</i> {t(`op.${condition.op}`)} {words && <b>{words}</b>}
    </>
  );
}
