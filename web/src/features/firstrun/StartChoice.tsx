import { Radio } from '@mantine/core';
import { IconFileSpreadsheet, IconTable, IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FileDrop } from './FileDrop';
import styles from './firstrun.module.css';

export type Start = 'import' | 'sample' | 'empty';

const OPTIONS = [
  { value: 'import', Icon: IconFileSpreadsheet },
  { value: 'sample', Icon: IconUsersGroup },
  { value: 'empty', Icon: IconTable },
] as const;

interface Props {
  start: Start;
  onStart: (start: Start) => void;
  file: File | undefined;
  onFile: (file: File | undefined) => void;
}

/** Three ways to begin; the first, with one's own Excel, is what most teams want. */
export function StartChoice({ start, onStart, file, onFile }: Props) {
  const { t } = useTranslation('session');
  return (
    <Radio.Group value={start} onChange={(value) => onStart(value as Start)} aria-label={t('setup.start')}>
      <div className={styles['options']}>
        {OPTIONS.map(({ value, Icon }) => (
          <div key={value} className={styles['option']} data-on={start === value || undefined}>
            <label>
              <span className={styles['optionIcon']}>
                <Icon size={20} stroke={1.75} aria-hidden />
              </span>
              <span className={styles['optionWords']}>
                <span>
                  <b>{t(`setup.${value}.title`)}</b>
                  {value === 'import' && <i>{t('setup.import.tag')}</i>}
                </span>
                <span>{t(`setup.${value}.words`)}</span>
              </span>
              <Radio value={value} size="sm" aria-label={t(`setup.${value}.title`)} />
            </label>
            {value === 'import' && start === 'import' && <FileDrop file={file} onFile={onFile} />}
          </div>
        ))}
      </div>
    </Radio.Group>
  );
}
