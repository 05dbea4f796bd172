import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { columnOf } from '@/api/tables';
import type { TableSchema } from '@/api/types';
import type { FactEdit } from '../facts/useFactEdit';
import type { RecordDetail } from '../types';
import styles from './quality.module.css';

interface Props {
  schema: TableSchema;
  record: RecordDetail;
  edit: FactEdit;
  canEdit: boolean;
}

/** 疑点: each with what to do about it; one click says that somebody has checked. */
export function Doubts({ schema, record, edit, canEdit }: Props) {
  const { t } = useTranslation('quality');
  const flags = record.cells['flags'];
  if (!Array.isArray(flags) || flags.length === 0) return null;
  const options = columnOf(schema, 'flags')?.options ?? [];
  const words = (code: string) => options.find(({ key }) => key === code)?.label ?? code;
  const writable = canEdit && columnOf(schema, 'flags_accepted')?.right === 'edit';
  const state = edit.states['flags_accepted'];
  const set = (value: boolean) => void edit.save('flags_accepted', String(value), value);
  if (record.cells['flags_accepted'] === true) {
    return (
      <p className={styles.accepted}>
        <IconCircleCheck size={14} stroke={1.75} aria-hidden />
        <span>{t('doubts.accepted', { doubts: flags.map(words).join('、') })}</span>
        {writable && <button type="button" className={styles.link} onClick={() => set(false)}>{t('doubts.again')}</button>}
      </p>
    );
  }
  return (
    <section className={styles.note} data-tone="amber" aria-label={t('doubts.title')}>
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
      <div>
        <ul>
          {flags.map((code) => (
            <li key={code}>
              <b>{words(code)}</b>
              <span>{t(`advice.${code}`, { defaultValue: '' })}</span>
            </li>
          ))}
        </ul>
        {writable && (
          <Button size="compact-xs" variant="default" loading={state?.kind === 'saving'} onClick={() => set(true)}>{t('doubts.accept')}</Button>
        )}
        {state?.kind === 'refused' && <p role="alert" className={styles.error}>{state.reason}</p>}
      </div>
    </section>
  );
}
