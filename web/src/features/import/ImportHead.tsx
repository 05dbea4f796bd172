import { Button, NumberInput, Popover, Select, Stack } from '@mantine/core';
import { IconCheck, IconFileSpreadsheet } from '@tabler/icons-react';
import i18next from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '@/kit/format/dates';
import type { Import, ImportPatch } from './types';
import styles from './import.module.css';

interface Props {
  found: Import;
  step: 'check' | 'run';
  onChange?: (patch: ImportPatch) => void;
  onOther?: () => void;
}

/** File, sheet and header row, and how far we are. */
export function ImportHead({ found, step, onChange, onOther }: Props) {
  const { t } = useTranslation('import');
  return (
    <div className={styles.head}>
      <IconFileSpreadsheet size={18} stroke={1.75} aria-hidden className={styles.fileIcon} />
      <b className="lit">{found.file}</b>
      <span className={styles.facts}>
        {t('head.facts', { sheet: found.sheet, header: found.header_row, rows: found.rows })}
      </span>
      {onChange && found.remembered && (
        <span className={styles.facts}>
          {t(`head.remembered_${found.remembered.whose}`, { when: formatDate(found.remembered.at, i18next.language) })}
          <Button size="compact-sm" variant="subtle" onClick={() => onChange({ remembered: false })}>{t('head.guess_again')}</Button>
        </span>
      )}
      {onChange && <SheetChoice key={`${found.sheet}${found.header_row}`} found={found} onChange={onChange} />}
      {onOther && <Button size="compact-sm" variant="subtle" onClick={onOther}>{t('head.other')}</Button>}
      <ol className={styles.steps}>
        <li data-done><IconCheck size={14} aria-hidden />{t('head.step_file')}</li>
        <li data-on={step === 'check' || undefined} data-done={step === 'run' || undefined}>{t('head.step_check')}</li>
        <li data-on={step === 'run' || undefined}>{t('head.step_run')}</li>
      </ol>
    </div>
  );
}

function SheetChoice({ found, onChange }: { found: Import; onChange: (patch: ImportPatch) => void }) {
  const { t } = useTranslation('import');
  const [opened, setOpened] = useState(false);
  const [sheet, setSheet] = useState(found.sheet);
  const [header, setHeader] = useState(found.header_row);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" trapFocus width={260}>
      <Popover.Target>
        <Button size="compact-sm" variant="subtle" onClick={() => setOpened((open) => !open)}>{t('head.change')}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={8}>
          <Select
            size="xs" label={t('head.sheet')} allowDeselect={false} value={sheet} comboboxProps={{ withinPortal: false }}
            data={found.sheets.map(({ name, rows }) => ({ value: name, label: t('head.sheet_rows', { name, rows }) }))}
            onChange={(name) => setSheet(name ?? found.sheet)}
          />
          <NumberInput
            size="xs" label={t('head.header_row')} min={1} max={1_048_576} value={header}
            onChange={(value) => setHeader(Number(value) || 1)}
          />
          <Button
            size="xs"
            onClick={() => {
              setOpened(false);
              // Another sheet has its own header row: it is found anew unless the person has typed one.
              const typed = header !== found.header_row;
              onChange(sheet === found.sheet ? { header_row: header } : typed ? { sheet, header_row: header } : { sheet });
            }}
          >
            {t('head.read_again')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
