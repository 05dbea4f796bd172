import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Labelled } from '@/api/types';
import { formatCount } from '@/kit/format/money';
import { Ask } from '../parts/Ask';
import { textCell, type SettingRow } from '../parts/cells';
import { useOwnedLeads } from './people';
import { usePlacing } from './placing';

/** Moving to another unit asks what happens to the person's records. */
export function MoveDialog({ person, unit, onClose }: { person: SettingRow; unit: Labelled; onClose: () => void }) {
  const { t, i18n } = useTranslation('settings');
  const [records, setRecords] = useState<'along' | 'stay'>('along');
  const place = usePlacing();
  const leads = useOwnedLeads(person.id).data;
  const count = leads ? formatCount(leads.count, leads.capped, i18n.language) : '…';
  const name = textCell(person, 'name');
  return (
    <Ask
      title={t('move.title', { name, unit: unit.label })} go={t('move.go')} onClose={onClose}
      onGo={() => place(`/people/${person.id}/move`, { unit_id: unit.id, records }, (moved) => t('move.done', { name, unit: unit.label, count: moved }))}
    >
      <Radio.Group label={t('move.records', { name, count })} value={records} onChange={(value) => setRecords(value as 'along' | 'stay')}>
        <Stack gap={8} mt={8}>
          <Radio size="sm" value="along" label={t('move.along')} description={t('move.along_words', { unit: unit.label })} />
          <Radio size="sm" value="stay" label={t('move.stay')} description={t('move.stay_words')} />
        </Stack>
      </Radio.Group>
    </Ask>
  );
}
