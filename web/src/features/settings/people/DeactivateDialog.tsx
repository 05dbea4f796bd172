import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Labelled } from '@/api/types';
import { formatCount } from '@/kit/format/money';
import { Ask } from '../parts/Ask';
import { PersonSelect } from '../parts/PersonSelect';
import { textCell, type SettingRow } from '../parts/cells';
import { useOwnedLeads } from './people';
import { usePlacing } from './placing';
import styles from '../settings.module.css';

/** Ends a person's access; says how many leads they own and who gets them. */
export function DeactivateDialog({ person, onClose }: { person: SettingRow; onClose: () => void }) {
  const { t, i18n } = useTranslation('settings');
  const [heir, setHeir] = useState<Labelled | null>(null);
  const place = usePlacing();
  const leads = useOwnedLeads(person.id).data;
  const count = leads ? formatCount(leads.count, leads.capped, i18n.language) : '…';
  const name = textCell(person, 'name');
  return (
    <Ask
      danger title={t('leave.title', { name })} onClose={onClose}
      go={heir && leads?.count !== 0 ? t('leave.go_give', { count, heir: heir.label }) : t('leave.go')}
      onGo={() =>
        place(`/people/${person.id}/deactivate`, { records_to: heir?.id ?? null }, (given) =>
          heir ? t('leave.done_given', { name, heir: heir.label, count: given }) : t('leave.done', { name }))
      }
    >
      <p className={styles.quiet} style={{ margin: 0 }}>{t('leave.words', { name })}</p>
      {leads !== undefined && leads.count > 0 && (
        <p className={styles.quiet} style={{ margin: 0 }}>
          {t('leave.handover_words')}{' '}
          <Anchor component={Link} to="/handover" search={{ person: person.id } as never} size="sm" onClick={onClose}>{t('leave.handover', { count })}</Anchor>
        </p>
      )}
      {leads?.count !== 0 && (
        <PersonSelect
          size="sm" clearable label={t('leave.heir', { count })} placeholder={t('leave.heir_none')} value={heir} onChange={setHeir} except={[person.id]}
        />
      )}
    </Ask>
  );
}
