import { IconAlertTriangle, IconClockHour4, IconFileText, IconFileTypePdf, IconFileTypeXls, IconLink, IconPhoto, IconPresentation, IconTypography } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { textCell, numberCell, type SettingRow } from '@/features/settings/parts/cells';
import { formatDate, todayIso } from '@/kit/format/dates';
import { holdsOf, kindOf, sizeWords, validity } from './reading';
import styles from './materials.module.css';

interface Props {
  rows: readonly SettingRow[];
  open: number | undefined;
  onOpen: (id: number) => void;
}

/** The library, one line a material: what it is, for whom, how long. */
export function MaterialList({ rows, open, onOpen }: Props) {
  const { t } = useTranslation('materials');
  return (
    <ul className={styles.list} aria-label={t('title')}>
      {rows.map((row) => <Line key={row.id} row={row} on={row.id === open} onOpen={onOpen} />)}
    </ul>
  );
}

function Line({ row, on, onOpen }: { row: SettingRow; on: boolean; onOpen: (id: number) => void }) {
  const { t } = useTranslation('materials');
  const grades = Array.isArray(row.cells['grades']) ? (row.cells['grades'] as string[]) : [];
  const facts = [textCell(row, 'industries'), textCell(row, 'products')].filter(Boolean).join(' · ');
  return (
    <li>
      <button type="button" aria-current={on} onClick={() => onOpen(row.id)}>
        <HoldsIcon row={row} />
        <b>{textCell(row, 'name')}</b>
        <span className={styles.kind}>{kindOf(row) || t('kind_none')}</span>
        <span className={styles.facts}>{facts}</span>
        <span className={styles.grades}>{grades.length > 0 ? t('for_grades', { grades: grades.join(' ') }) : ''}</span>
        <Validity row={row} />
        <span className={styles.size}><Size row={row} /></span>
      </button>
    </li>
  );
}

function Size({ row }: { row: SettingRow }) {
  const { t } = useTranslation('materials');
  const holds = holdsOf(row);
  if (holds !== 'file') return t(`holds.${holds}`);
  const version = numberCell(row, 'version') ?? 1;
  return [sizeWords(numberCell(row, 'file_size') ?? 0), version > 1 ? t('version', { version }) : ''].filter(Boolean).join(' · ');
}

function Validity({ row }: { row: SettingRow }) {
  const { t, i18n } = useTranslation('materials');
  const until = textCell(row, 'valid_until');
  const state = validity(until, todayIso());
  if (row.cells['retired'] === true) return <span className={styles.validity}>{t('is_retired')}</span>;
  if (state === 'none') return <span />;
  const day = formatDate(until, i18n.language);
  return (
    <span className={styles.validity} data-state={state}>
      {state === 'over' && <IconAlertTriangle size={14} stroke={1.75} aria-hidden />}
      {state === 'soon' && <IconClockHour4 size={14} stroke={1.75} aria-hidden />}
      {t(state === 'over' ? 'valid_over' : 'valid_until', { day })}
    </span>
  );
}

const BY_ENDING = { pdf: IconFileTypePdf, xls: IconFileTypeXls, xlsx: IconFileTypeXls, ppt: IconPresentation, pptx: IconPresentation, png: IconPhoto, jpg: IconPhoto, jpeg: IconPhoto, gif: IconPhoto, webp: IconPhoto };

function HoldsIcon({ row }: { row: SettingRow }) {
  const holds = holdsOf(row);
  const ending = textCell(row, 'file_name').split('.').at(-1)?.toLowerCase() ?? '';
  const Icon = holds === 'link' ? IconLink : holds === 'file' ? (BY_ENDING[ending as keyof typeof BY_ENDING] ?? IconFileText) : IconTypography;
  return <Icon size={20} stroke={1.5} aria-hidden />;
}
