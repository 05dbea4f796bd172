import { Button, Group, Modal, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tableQuery } from '@/api/tables';
import { WhenLoaded } from '../parts/Section';
import { columnRight, withColumn } from './rights';
import { COLUMN_RIGHTS, type Access, type ColumnRight } from './types';
import styles from './roles.module.css';

interface Props {
  table: string;
  label: string;
  access: Access;
  disabled: boolean;
  onChange: (access: Access) => void;
  onClose: () => void;
}

/** What the role may do with each column: hidden, masked, read or edit. */
export function ColumnRightsDialog({ table, label, access, disabled, onChange, onClose }: Props) {
  const { t } = useTranslation('settings');
  const schema = useQuery(tableQuery(table));
  const [typed, setTyped] = useState('');
  const columns = (schema.data?.columns ?? []).filter((column) => column.label.includes(typed.trim()));
  const rights = COLUMN_RIGHTS.map((right) => ({ value: right, label: t(`column_right.${right}`) }));
  return (
    <Modal opened onClose={onClose} size="lg" centered title={t('roles.columns_of', { table: label })}>
      <Group gap="sm" mb="sm" align="flex-end" grow>
        <Select
          size="sm" label={t('roles.default_column')} allowDeselect={false} disabled={disabled} data={rights} value={access.default_column}
          onChange={(right) => onChange({ ...access, default_column: right as ColumnRight })}
        />
        <TextInput size="sm" aria-label={t('roles.find_column')} placeholder={t('roles.find_column')} leftSection={<IconSearch size={14} />} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
      </Group>
      <WhenLoaded query={schema}>
        <div className={styles.columns}>
          {columns.map((column) => (
            <div key={column.id}>
              <span>{column.label}</span>
              <SegmentedControl
                size="xs" disabled={disabled} aria-label={column.label} data={rights} value={columnRight(access, column.id)}
                onChange={(right) => onChange(withColumn(access, column.id, right as ColumnRight))}
              />
            </div>
          ))}
        </div>
      </WhenLoaded>
      <Group justify="flex-end" mt="md">
        <Button size="sm" onClick={onClose}>{t('done')}</Button>
      </Group>
    </Modal>
  );
}
