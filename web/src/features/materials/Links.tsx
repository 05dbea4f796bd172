import { Button, CopyButton, Group } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SentLink } from './data';
import styles from './materials.module.css';

/** The links that were logged as sent by WeChat, to be pasted there. */
export function Links({ links, text, onClose }: { links: readonly SentLink[]; text: string; onClose: () => void }) {
  const { t } = useTranslation('materials');
  const message = [text, ...links.map((link) => `《${link.name}》\n${link.url}`)].filter(Boolean).join('\n\n');
  return (
    <div className={styles.send}>
      <p className={styles.hint}>{t('send.paste')}</p>
      <pre className={`${styles.message} lit`} tabIndex={0} aria-label={t('send.message')}>{message}</pre>
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>{t('send.done')}</Button>
        <CopyButton value={message} timeout={2000}>
          {({ copied, copy }) => (
            <Button data-autofocus leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />} onClick={copy}>{t(copied ? 'send.copied' : 'send.copy')}</Button>
          )}
        </CopyButton>
      </Group>
    </div>
  );
}
