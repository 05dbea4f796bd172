import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { useSession } from '@/api/session';
import { CopyField } from '../parts/CopyField';
import { useNames } from './people';
import styles from '../settings.module.css';

interface Invited {
  link: string;
  person_id: number;
}

/** A new colleague: name, unit, role, and the link with which they join. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { person } = useSession();
  const client = useQueryClient();
  const units = useNames('units');
  const roles = useNames('roles');
  const [name, setName] = useState('');
  const [unit, setUnit] = useState<string | null>(person.unit ? String(person.unit.id) : null);
  const [role, setRole] = useState<string | null>(null);
  const invite = useMutation({
    mutationFn: () =>
      api.post<Invited>('/invitations', {
        name: name.trim(), unit_id: unit ? Number(unit) : null, role_id: role ? Number(role) : null,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.rows('people') }),
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    invite.mutate();
  }

  return (
    <Modal opened onClose={onClose} title={t('people.invite')} centered>
      {invite.data ? (
        <Stack gap="md">
          <CopyField label={t('people.link_for', { name: name.trim() })} text={invite.data.link} />
          <p className={styles.small} style={{ margin: 0 }}>{t('people.link_words')}</p>
          <Group justify="flex-end">
            <Button
              size="sm" variant="default"
              onClick={() => {
                invite.reset();
                setName('');
              }}
            >
              {t('people.invite_more')}
            </Button>
            <Button size="sm" onClick={onClose}>{t('close')}</Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack gap="md">
            <TextInput data-autofocus size="sm" label={t('people.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} />
            <Select size="sm" searchable label={t('people.role')} placeholder={t('people.pick_role')} data={roles.map(({ id, label }) => ({ value: String(id), label }))} value={role} onChange={setRole} />
            <Select size="sm" searchable clearable label={t('people.unit')} data={units.map(({ id, label }) => ({ value: String(id), label }))} value={unit} onChange={setUnit} />
            {invite.isError && <div className={styles.note} data-tone="red" role="alert">{apiError(invite.error)}</div>}
            <Group justify="flex-end">
              <Button size="sm" variant="default" onClick={onClose}>{t('cancel')}</Button>
              <Button size="sm" type="submit" loading={invite.isPending} disabled={!name.trim() || !role}>{t('people.make_link')}</Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
