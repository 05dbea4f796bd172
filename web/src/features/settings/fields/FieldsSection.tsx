import { Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tableQuery, tablesQuery } from '@/api/tables';
import type { Column } from '@/api/types';
import { SectionHead, WhenLoaded } from '../parts/Section';
import { FieldDialog } from './FieldDialog';
import { RetireField } from './RetireField';
import styles from '../settings.module.css';

/** 字段: built-in ones as they are, one's own to create, rename, index and retire. */
export default function FieldsSection() {
  const { t } = useTranslation('settings');
  const [table, setTable] = useState('leads');
  const [typed, setTyped] = useState('');
  const [editing, setEditing] = useState<{ column?: Column } | null>(null);
  const [retiring, setRetiring] = useState<Column | null>(null);
  const tables = useQuery(tablesQuery);
  const schema = useQuery(tableQuery(table));
  const offered = (tables.data ?? []).filter((one) => !one.settings && one.actions.includes('configure'));
  const columns = (schema.data?.columns ?? []).filter((column) => column.label.toLowerCase().includes(typed.trim().toLowerCase()));
  const own = columns.filter((column) => column.custom);
  const builtIn = columns.filter((column) => !column.custom);
  return (
    <>
      <SectionHead title={t('section.fields')} words={t('fields.words')}>
        {offered.length > 1 && (
          <Select size="xs" allowDeselect={false} aria-label={t('fields.table')} value={table} data={offered.map(({ key, label }) => ({ value: key, label }))} onChange={(key) => key && setTable(key)} />
        )}
        <TextInput size="xs" aria-label={t('fields.find')} placeholder={t('fields.find')} leftSection={<IconSearch size={14} />} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
        <Button size="xs" leftSection={<IconPlus size={16} />} onClick={() => setEditing({})}>{t('fields.add')}</Button>
      </SectionHead>
      <WhenLoaded query={schema}>
        <div className={`${styles.card} ${styles.scroll}`}>
          <table className={styles.table} aria-label={t('section.fields')}>
            <thead>
              <tr>
                <th>{t('fields.name')}</th>
                <th>{t('fields.kind')}</th>
                <th className={styles.hideOnPhone}>{t('fields.about')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {own.map((column) => (
                <FieldRow key={column.id} column={column} onEdit={() => setEditing({ column })} onRetire={() => setRetiring(column)} />
              ))}
              {builtIn.map((column) => (
                <FieldRow key={column.id} column={column} />
              ))}
            </tbody>
          </table>
        </div>
      </WhenLoaded>
      {editing && <FieldDialog table={table} {...editing} onClose={() => setEditing(null)} />}
      {retiring && <RetireField table={table} column={retiring} onClose={() => setRetiring(null)} />}
    </>
  );
}

function FieldRow({ column, onEdit, onRetire }: { column: Column; onEdit?: () => void; onRetire?: () => void }) {
  const { t } = useTranslation('settings');
  const options = column.options?.map((option) => option.label).join('、');
  return (
    <tr>
      <td className={styles.strong}>{column.label}</td>
      <td>{t(`kind.${column.kind}`)}</td>
      <td className={`${styles.hideOnPhone} ${styles.quiet} ${styles.wrap}`}>{options ?? column.help ?? ''}</td>
      <td>
        {onEdit && onRetire ? (
          <span className={styles.right}>
            <Button size="compact-sm" variant="subtle" color="gray" onClick={onEdit}>{t('fields.edit')}</Button>
            <Button size="compact-sm" variant="subtle" color="gray" onClick={onRetire}>{t('fields.retire')}</Button>
          </span>
        ) : (
          <span className={styles.small}>{t('fields.built_in')}</span>
        )}
      </td>
    </tr>
  );
}
