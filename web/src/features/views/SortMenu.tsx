import { ActionIcon, Button, Popover, SegmentedControl, Select } from '@mantine/core';
import { IconArrowsSort, IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Column, Sort } from '@/api/types';
import styles from './views.module.css';

const MOST_KEYS = 4;

/** Sort keys in order of importance, at most four. */
export function SortMenu({ columns, sort, onChange }: { columns: Column[]; sort: Sort; onChange: (sort: Sort) => void }) {
  const { t } = useTranslation('views');
  const sortable = columns.filter((column) => column.sortable);
  const labelOf = (id: string) => columns.find((column) => column.id === id)?.label ?? id;
  const free = sortable.find((column) => !sort.some(([id]) => id === column.id));
  const first = sort[0];
  const put = (index: number, key: Sort[number]) => onChange(sort.map((old, at) => (at === index ? key : old)));
  return (
    <Popover position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <button type="button" className={styles['tool']} data-on={sort.length > 0 || undefined}>
          <IconArrowsSort size={16} stroke={1.75} aria-hidden />
          <span>{first ? t('sorted_by', { column: labelOf(first[0]) }) : t('sort')}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles['list']}>
          {sort.map(([id, direction], index) => (
            <div key={id} className={styles['line']}>
              <Select
                aria-label={t('column')} searchable allowDeselect={false} w={152} comboboxProps={{ withinPortal: false }}
                data={sortable.filter((c) => c.id === id || !sort.some(([other]) => other === c.id)).map((c) => ({ value: c.id, label: c.label }))}
                value={id} onChange={(next) => next && put(index, [next, direction])}
              />
              <SegmentedControl
                size="xs" aria-label={t('direction')} value={direction} onChange={(next) => put(index, [id, next === 'desc' ? 'desc' : 'asc'])}
                data={[{ value: 'asc', label: t('asc') }, { value: 'desc', label: t('desc') }]}
              />
              <ActionIcon variant="subtle" color="gray" aria-label={t('remove_sort')} onClick={() => onChange(sort.filter((_, at) => at !== index))}>
                <IconX size={14} />
              </ActionIcon>
            </div>
          ))}
          {sort.length === 0 && <p className={styles['note']}>{t('sort_default')}</p>}
          {free && sort.length < MOST_KEYS && (
            <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => onChange([...sort, [free.id, 'asc']])}>
              {t('add_sort')}
            </Button>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
