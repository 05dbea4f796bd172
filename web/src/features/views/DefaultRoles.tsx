import { Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryRows } from '@/api/tables';
import styles from './views.module.css';

const MOST = 200;

interface Props {
  roles: number[];
  onDone: (roles: number[]) => Promise<unknown>;
}

/** Whose people open the table with this view; a role has one such view a table. */
export function DefaultRoles({ roles, onDone }: Props) {
  const { t } = useTranslation('views');
  const [chosen, setChosen] = useState(roles);
  const [busy, setBusy] = useState(false);
  const { data, isPending } = useQuery({
    queryKey: ['rows', 'roles', 'names'],
    queryFn: ({ signal }) => queryRows('roles', { columns: ['name'], limit: MOST }, signal),
    staleTime: 60_000,
  });

  function save(): void {
    setBusy(true);
    onDone(chosen)
      // The change itself says what went wrong; what was chosen stays.
      .catch(() => undefined)
      .finally(() => setBusy(false));
  }

  return (
    <div className={styles['roles']}>
      <Checkbox.Group label={t('first_roles')} description={t('first_hint')} value={chosen.map(String)} onChange={(next) => setChosen(next.map(Number))}>
        <div className={styles['roleList']}>
          {(data?.rows ?? []).map((row) => (
            <Checkbox key={row.id} value={String(row.id)} label={String(row.cells[0] ?? '')} />
          ))}
        </div>
      </Checkbox.Group>
      <Button loading={busy} disabled={isPending} onClick={save}>
        {t('first_save')}
      </Button>
    </div>
  );
}
