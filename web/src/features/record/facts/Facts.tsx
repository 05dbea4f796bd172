import { IconChevronDown, IconChevronRight, IconLock } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableSchema } from '@/api/types';
import type { RecordDetail } from '../types';
import { FreshnessActions } from '../freshness/FreshnessActions';
import { Fact } from './Fact';
import { buildSections, type Section } from './sections';
import type { FactEdit } from './useFactEdit';
import styles from './facts.module.css';

const CLOSED_AT_FIRST = new Set(['system']);
/** A section without any value still shows this many fields to fill. */
const OFFERED = 3;

interface Props {
  schema: TableSchema;
  record: RecordDetail;
  edit: FactEdit;
  canEdit: boolean;
  /** Stands after the first section: the contacts of a lead. */
  children?: ReactNode;
}

/** What is known about the record, in sections, every field editable where it stands. */
export function Facts({ schema, record, edit, canEdit, children }: Props) {
  const sections = buildSections(schema.key, schema.columns, record.cells);
  return (
    <div className={styles.facts}>
      {sections.map((section, index) => (
        <div key={section.key}>
          <FactSection section={section} schema={schema} record={record} edit={edit} canEdit={canEdit} />
          {index === 0 && children}
        </div>
      ))}
      {sections.length === 0 && children}
    </div>
  );
}

function FactSection({ section, schema, record, edit, canEdit }: Omit<Props, 'children'> & { section: Section }) {
  const { t } = useTranslation('record');
  const [open, setOpen] = useState(!CLOSED_AT_FIRST.has(section.key));
  const [all, setAll] = useState(false);
  const offered = all ? section.empty : section.filled.length === 0 ? section.empty.slice(0, OFFERED) : [];
  const columns = schema.columns.filter((column) => section.filled.includes(column) || offered.includes(column) || column.id in edit.states);
  const shown = columns.filter((column) => section.filled.includes(column) || section.empty.includes(column));
  const more = section.empty.filter((column) => !shown.includes(column)).length;
  return (
    <section className={styles.section} data-section={section.key}>
      <h3>
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
          {t(`section.${section.key}`, { defaultValue: section.key })}
        </button>
        {section.key === 'sensitive' && <IconLock size={14} aria-hidden />}
      </h3>
      {open && (
        <>
          <dl>
            {shown.map((column) => (
              <Fact key={column.id} table={schema.key} record={record} column={column} edit={edit} canEdit={canEdit} />
            ))}
          </dl>
          {section.key === 'freshness' && canEdit && schema.key === 'leads' && <FreshnessActions record={record} />}
          {section.key === 'sensitive' && section.filled.length > 0 && <p className={styles.hint}>{t('fact.revealLogged')}</p>}
          {more > 0 && canEdit && (
            <button type="button" className={styles.more} onClick={() => setAll(true)}>{t('fact.more', { count: more })}</button>
          )}
        </>
      )}
    </section>
  );
}
