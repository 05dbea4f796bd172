import { Menu, Popover, TextInput } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import '@mantine/dates/styles.css';
import { IconChevronDown, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import { usePeople } from '@/features/record/data';
import { formatDate } from '@/kit/format/dates';
import { VIAS, type HistoryFilter } from './types';
import styles from './history.module.css';

interface Props {
  filter: HistoryFilter;
  onChange: (change: { [Key in keyof HistoryFilter]?: HistoryFilter[Key] | undefined }) => void;
}

/** Who, from where, when. */
export function Filters({ filter, onChange }: Props) {
  const { t } = useTranslation('history');
  const isSet = filter.actor !== undefined || filter.via !== undefined || filter.since !== undefined || filter.until !== undefined;
  return (
    <div className={styles.filters}>
      <WhoFilter filter={filter} onChange={onChange} />
      <ViaFilter filter={filter} onChange={onChange} />
      <DayFilter filter={filter} onChange={onChange} />
      {isSet && (
        <button type="button" className={styles.clear} onClick={() => onChange({ actor: undefined, name: undefined, via: undefined, since: undefined, until: undefined })}>
          <IconX size={14} aria-hidden /> {t('filter.clear')}
        </button>
      )}
    </div>
  );
}

function WhoFilter({ filter, onChange }: Props) {
  const { t } = useTranslation('history');
  const { person } = useSession();
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const people = usePeople(query, open).data ?? [];
  const choose = (actor: number | undefined, name: string | undefined) => {
    setOpen(false);
    onChange({ actor, name });
  };
  return (
    <Popover shadow="md" opened={open} onChange={setOpen} position="bottom-start" withinPortal trapFocus>
      <Popover.Target>
        <button type="button" className={styles.chip} data-set={filter.actor !== undefined} onClick={() => setOpen(!open)}>
          {t('filter.who', { who: filter.actor === undefined ? t('filter.all') : (filter.name ?? `#${filter.actor}`) })} <IconChevronDown size={14} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <TextInput size="xs" value={query} onChange={(event) => setQuery(event.currentTarget.value)} placeholder={t('filter.whoHint')} aria-label={t('filter.whoHint')} />
        <ul className={styles.options}>
          <li><button type="button" onClick={() => choose(undefined, undefined)}>{t('filter.all')}</button></li>
          <li><button type="button" onClick={() => choose(person.id, person.name)}>{t('filter.me')}</button></li>
          {people.filter((one) => one.id !== person.id).map((one) => (
            <li key={one.id}>
              <button type="button" onClick={() => choose(one.id, one.label)}>{one.label}<span>{one.unit}</span></button>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

function ViaFilter({ filter, onChange }: Props) {
  const { t } = useTranslation('history');
  return (
    <Menu shadow="md" position="bottom-start" withinPortal>
      <Menu.Target>
        <button type="button" className={styles.chip} data-set={filter.via !== undefined}>
          {t('filter.via', { via: filter.via === undefined ? t('filter.all') : t(`via.${filter.via}`, { defaultValue: filter.via }) })} <IconChevronDown size={14} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onChange({ via: undefined })}>{t('filter.all')}</Menu.Item>
        {VIAS.map((via) => <Menu.Item key={via} onClick={() => onChange({ via })}>{t(`via.${via}`)}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}

function DayFilter({ filter, onChange }: Props) {
  const { t, i18n } = useTranslation('history');
  const [open, setOpen] = useState(false);
  const [range, setRange] = useState<[string | null, string | null]>([filter.since ?? null, filter.until ?? null]);
  const isSet = filter.since !== undefined;
  const words = isSet
    ? t('filter.days', { since: formatDate(filter.since, i18n.language), until: formatDate(filter.until ?? filter.since, i18n.language) })
    : t('filter.when');
  return (
    <Popover shadow="md" opened={open} onChange={setOpen} position="bottom-start" withinPortal>
      <Popover.Target>
        <button type="button" className={styles.chip} data-set={isSet} onClick={() => setOpen(!open)}>
          {words} <IconChevronDown size={14} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <DatePicker
          type="range" allowSingleDateInRange value={range} firstDayOfWeek={1}
          onChange={(next) => {
            setRange(next);
            const [since, until] = next;
            if (!since || !until) return;
            setOpen(false);
            onChange({ since, until });
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
