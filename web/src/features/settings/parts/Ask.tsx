import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  title: string;
  /** Names the effect, with its count. */
  go: string;
  danger?: boolean;
  disabled?: boolean;
  children: ReactNode;
  onClose: () => void;
  /** Answers the refusal in words, or undefined when it was done. */
  onGo: () => Promise<string | undefined>;
}

/** A dialog that says what will happen, does it, and stays open with the reason when it was refused. */
export function Ask({ title, go, danger = false, disabled = false, children, onClose, onGo }: Props) {
  const { t } = useTranslation('settings');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  async function act(): Promise<void> {
    setBusy(true);
    const why = await onGo();
    setBusy(false);
    if (why === undefined) onClose();
    else setRefusal(why);
  }

  return (
    <Modal opened onClose={onClose} title={title} size="md" centered>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void act();
        }}
      >
        <Stack gap="md">
          {children}
          {refusal && <p role="alert" style={{ margin: 0, color: 'var(--red-text)', whiteSpace: 'pre-line' }}>{refusal}</p>}
          <Group justify="flex-end" gap="sm">
            <Button size="sm" variant="default" onClick={onClose}>{t('cancel')}</Button>
            <Button size="sm" type="submit" loading={busy} disabled={disabled} {...(danger ? { variant: 'outline', color: 'red' } : {})}>{go}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
