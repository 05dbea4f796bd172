import { Alert, Button, Group, Modal, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { leftOf, useStanding } from './data';

interface Props {
  kind: 'claim' | 'release';
  chosen: number;
  busy: boolean;
  error: string | undefined;
  onGo: (reason: string) => void;
  onClose: () => void;
}

/** Claiming or giving back many: the count, what is left for today, or the reason. */
export function ClaimDialog({ kind, chosen, busy, error, onGo, onClose }: Props) {
  const { t } = useTranslation('pool');
  const standing = useStanding(kind === 'claim');
  const [reason, setReason] = useState('');
  const left = standing ? leftOf(standing) : null;
  const beyond = kind === 'claim' && left !== null && chosen > left;
  const ready = kind === 'claim' ? left !== 0 : reason.trim() !== '';

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (ready) onGo(reason.trim());
  }

  return (
    <Modal opened onClose={onClose} title={t(`${kind}_title`, { count: chosen })} size={420}>
      <form onSubmit={submit} style={{ display: 'grid', gap: 12 }}>
        {kind === 'claim' ? (
          <p style={{ margin: 0 }}>
            {t('claim_words')} {left !== null && t('left', { count: left })}
          </p>
        ) : (
          <Textarea
            data-autofocus required withAsterisk={false} autosize minRows={2} label={t('release_reason')} placeholder={t('release_hint')}
            value={reason} onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        {beyond && left !== 0 && <Alert color="yellow" role="note">{t('beyond', { count: left ?? 0 })}</Alert>}
        {error && <Alert color="red" role="alert">{error}</Alert>}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" loading={busy} disabled={!ready} {...(kind === 'claim' && { 'data-autofocus': true })}>{t(`${kind}_go`, { count: chosen })}</Button>
        </Group>
      </form>
    </Modal>
  );
}
