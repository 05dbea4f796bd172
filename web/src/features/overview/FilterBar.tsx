import { Button, Checkbox, Popover, Select, Stack } from '@mantine/core';
import { IconCalendar, IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import { queryRows } from '@/api/tables';
import { api } from '@/api/client';
import type { Labelled } from '@/api/types';
import { todayIso } from '@/kit/format/dates';
import { isDay, periodOf, presetOf, PRESETS } from './periods';
import type { OverviewQuery } from './types';
import styles from './overview.module.css';

interface Props {
  query: OverviewQuery;
  onChange: (next: { [K in keyof OverviewQuery]?: OverviewQuery[K] | undefined }) => void;
}

/** Period, people, unit and channel of all figures. A selector without anything to choose is not shown. */
export function FilterBar({ query, onChange }: Props) {
  const { t } = useTranslation('overview');
  const units = useNames('units');
  const channels = useNames('channels');
  return (
    <>
      <PeriodPicker query={query} onChange={onChange} />
      {units.length > 1 && (
        <NameSelect label={t('filter.unit')} all={t('filter.all_units')} names={units} value={query.unit} onChange={(unit) => onChange({ unit })} />
      )}
      <OwnerSelect value={query.owner} onChange={(owner) => onChange({ owner })} />
      {channels.length > 0 && (
        <NameSelect label={t('filter.channel')} all={t('filter.all_channels')} names={channels} value={query.channel} onChange={(channel) => onChange({ channel })} />
      )}
      <Checkbox size="xs" label={t('filter.clean')} checked={query.clean === true} onChange={(event) => onChange({ clean: event.currentTarget.checked || undefined })} />
    </>
  );
}

function useNames(table: 'units' | 'channels'): Labelled[] {
  const session = useSession();
  const { data } = useQuery({
    queryKey: ['rows', table, 'names'],
    queryFn: async () => {
      const page = await queryRows(table, { columns: ['name'], limit: 200 });
      return page.rows.map((row) => ({ id: row.id, label: String(row.cells[0] ?? '') }));
    },
    enabled: table in session.tables,
    staleTime: 5 * 60_000,
  });
  return data ?? [];
}

function NameSelect(props: {
  label: string; all: string; names: readonly Labelled[]; value: number | undefined; onChange: (id: number | undefined) => void;
}) {
  return (
    <Select
      size="xs" className={styles.select} searchable clearable aria-label={props.label} placeholder={props.all}
      data={props.names.map((name) => ({ value: String(name.id), label: name.label }))}
      value={props.value ? String(props.value) : null}
      onChange={(value) => props.onChange(value ? Number(value) : undefined)}
    />
  );
}

function OwnerSelect({ value, onChange }: { value: number | undefined; onChange: (id: number | undefined) => void }) {
  const { t } = useTranslation('overview');
  const [typed, setTyped] = useState('');
  const { data = [] } = useQuery({
    queryKey: ['people', 'lookup', typed],
    queryFn: () => api.get<Labelled[]>('/people/lookup', { q: typed, limit: 50 }),
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  return (
    <Select
      size="xs" className={styles.select} searchable clearable aria-label={t('filter.owner')} placeholder={t('filter.all_owners')}
      data={data.map((person) => ({ value: String(person.id), label: person.label }))}
      filter={({ options }) => options}
      onSearchChange={(text) => setTyped(data.some((person) => person.label === text) ? '' : text)}
      value={value ? String(value) : null}
      onChange={(chosen) => onChange(chosen ? Number(chosen) : undefined)}
    />
  );
}

function PeriodPicker({ query, onChange }: Props) {
  const { t } = useTranslation('overview');
  const [opened, setOpened] = useState(false);
  const today = todayIso();
  const preset = presetOf(query, today);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          size="xs" variant="default" aria-label={t('filter.period')} leftSection={<IconCalendar size={14} />}
          rightSection={<IconChevronDown size={14} />} onClick={() => setOpened((open) => !open)}
        >
          {preset ? t(`period.${preset}`) : `${query.from} – ${query.to}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm">
        <Stack gap={4}>
          {PRESETS.map((name) => (
            <Button
              key={name} size="xs" justify="flex-start" variant={name === preset ? 'light' : 'subtle'} color={name === preset ? 'accent' : 'gray'}
              onClick={() => {
                onChange(periodOf(name, today));
                setOpened(false);
              }}
            >
              {t(`period.${name}`)}
            </Button>
          ))}
          <OwnDays key={`${query.from}${query.to}`} query={query} onChange={onChange} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function OwnDays({ query, onChange }: Props) {
  const { t } = useTranslation('overview');
  const [from, setFrom] = useState(query.from);
  const [to, setTo] = useState(query.to);
  const wrong = !isDay(from) || !isDay(to) || from > to;
  return (
    <form
      className={styles.ownDays}
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) onChange({ from, to });
      }}
    >
      <input type="date" aria-label={t('filter.from')} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
      <span>–</span>
      <input type="date" aria-label={t('filter.to')} value={to} onChange={(event) => setTo(event.currentTarget.value)} />
      <Button size="xs" type="submit" variant="default" disabled={wrong}>{t('filter.apply')}</Button>
      {wrong && <small role="alert">{t('filter.wrong_days')}</small>}
    </form>
  );
}
