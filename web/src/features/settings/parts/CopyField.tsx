import { Button, CopyButton, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from '../settings.module.css';

/** A link or secret to be handed on: selectable, and copied by one click. */
export function CopyField({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation('settings');
  return (
    <div className={styles.copy}>
      <TextInput size="sm" label={label} value={text} readOnly onFocus={(event) => event.currentTarget.select()} classNames={{ input: 'lit' }} />
      <CopyButton value={text} timeout={2000}>
        {({ copied, copy }) => (
          <Button size="sm" variant="default" leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />} onClick={copy}>
            {copied ? t('copied') : t('copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
