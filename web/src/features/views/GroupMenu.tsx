import { Menu } from '@mantine/core';
import { IconCheck, IconLayoutRows } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Column } from '@/api/types';
import styles from './views.module.css';

/** One column to group by, or none. */
export function GroupMenu({ columns, group, onChange }: { columns: Column[]; group: string | null; onChange: (group: string | null) => void }) {
  const { t } = useTranslation('views');
  const chosen = columns.find((column) => column.id === group);
  const entry = (id: string | null, label: string) => (
    <Menu.Item key={id ?? ''} rightSection={group === id ? <IconCheck size={14} /> : null} onClick={() => onChange(id)}>
      {label}
    </Menu.Item>
  );
  return (
    <Menu position="bottom-end" shadow="md" width={200}>
      <Menu.Target>
        <button type="button" className={styles['tool']} data-on={chosen ? true : undefined}>
          <IconLayoutRows size={16} stroke={1.75} aria-hidden />
          <span>{chosen ? t('grouped_by', { column: chosen.label }) : t('group')}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflow: 'auto' }}>
        {entry(null, t('no_group'))}
        <Menu.Divider />
        {columns.filter((column) => column.groupable).map((column) => entry(column.id, column.label))}
      </Menu.Dropdown>
    </Menu>
  );
}
