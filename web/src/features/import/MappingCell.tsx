import { Select } from '@mantine/core';
import { IconArrowDown, IconArrowDownDashed } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportField, SourceColumn } from './types';
import styles from './import.module.css';

/** Below this the guess is marked, so that the person looks at it. */
export const SURE = 0.8;
const NONE = '';

interface Props {
  source: SourceColumn;
  fields: readonly ImportField[];
  /** Fields other source columns go to already. */
  taken: ReadonlySet<string>;
  onChoose: (column: string | null) => void;
}

/** One source column and the field it goes to; an unsure guess is amber and says so. */
export function MappingCell({ source, fields, taken, onChoose }: Props) {
  const { t } = useTranslation('import');
  const unsure = source.column !== null && source.confidence < SURE;
  const data = useMemo(
    () => [
      { value: NONE, label: t('mapping.none') },
      ...fields.map((field) => ({
        value: field.id,
        label: taken.has(field.id) && field.id !== source.column ? t('mapping.taken', { field: field.label }) : field.label,
      })),
    ],
    [fields, taken, source.column, t],
  );
  const samples = source.samples.filter(Boolean).slice(0, 3).join('、');
  const hint = [
    source.header,
    samples && t('mapping.samples', { samples }),
    unsure && t('mapping.unsure', { percent: Math.round(source.confidence * 100) }),
  ].filter(Boolean).join('\n');
  const Arrow = source.column === null ? IconArrowDownDashed : IconArrowDown;
  return (
    <div className={styles.mapping} data-unsure={unsure || undefined} data-none={source.column === null || undefined} title={hint}>
      <span className={styles.header}>{source.header || t('mapping.no_header', { index: source.index + 1 })}</span>
      <Select
        size="xs" searchable allowDeselect={false} data={data} value={source.column ?? NONE} leftSection={<Arrow size={12} />} leftSectionWidth={20}
        aria-label={t('mapping.label', { header: source.header || source.index + 1 })} onChange={(value) => onChoose(value || null)}
        comboboxProps={{ width: 200, position: 'bottom-start' }} nothingFoundMessage={t('mapping.nothing')} maxDropdownHeight={320}
        classNames={{ input: styles.mappingInput ?? '' }}
      />
    </div>
  );
}
