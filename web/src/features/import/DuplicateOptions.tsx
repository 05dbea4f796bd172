import { Button, Checkbox, Popover, Radio, Stack } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PersonSelect } from '@/features/settings/parts/PersonSelect';
import type { Decision, Import, ImportPatch } from './types';

/** What happens to suspected duplicates, rows without a company, and rows without an owner. */
export function DuplicateOptions({ found, onChange }: { found: Import; onChange: (patch: ImportPatch) => void }) {
  const { t } = useTranslation('import');
  return (
    <Popover position="bottom-end" shadow="md" width={320} trapFocus>
      <Popover.Target>
        <Button size="xs" variant="subtle" color="gray" leftSection={<IconAdjustmentsHorizontal size={16} />}>{t('options.title')}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={12}>
          <Radio.Group
            size="xs" label={t('options.duplicates')} description={t('options.duplicates_note')} value={found.options.duplicates}
            onChange={(value) => onChange({ options: { duplicates: value as Decision } })}
          >
            <Stack gap={6} mt={6}>
              {(['skip', 'update', 'new'] as const).map((decision) => (
                <Radio key={decision} size="xs" value={decision} label={t(`options.${decision}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Checkbox
            size="xs" label={t('options.persons')} description={t('options.persons_note')} checked={found.options.persons}
            onChange={(event) => onChange({ options: { persons: event.currentTarget.checked } })}
          />
          {found.table === 'leads' && (
            <Checkbox
              size="xs" label={t('options.by_rules')} description={t('options.by_rules_note')} checked={found.options.by_rules}
              disabled={found.options.to_pool} onChange={(event) => onChange({ options: { by_rules: event.currentTarget.checked } })}
            />
          )}
          {found.table === 'leads' && (
            <Checkbox
              size="xs" label={t('options.to_pool')} description={t('options.to_pool_note')} checked={found.options.to_pool}
              onChange={(event) => onChange({ options: { to_pool: event.currentTarget.checked } })}
            />
          )}
          <PersonSelect
            size="xs" disabled={found.options.to_pool} label={t('options.owner')} placeholder={t('options.owner_me')} clearable comboboxProps={{ withinPortal: false }}
            value={found.options.owner} onChange={(owner) => onChange({ options: { owner: owner?.id ?? null } })}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
