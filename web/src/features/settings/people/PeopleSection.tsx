import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo, useSession } from '@/api/session';
import { Avatar } from '@/kit/parts/Avatar';
import { PlaceState } from '@/kit/parts/PlaceState';
import { SectionHead, WhenLoaded } from '../parts/Section';
import { linkCell, textCell, type SettingRow } from '../parts/cells';
import { useSettingPages } from '../parts/settingRows';
import { InviteDialog } from './InviteDialog';
import { PERSON_COLUMNS, stateOf } from './people';
import { PersonDrawer } from './PersonDrawer';
import styles from '../settings.module.css';

const TYPING_MS = 200;

/** 人员: who is in, where they belong, what they may; invite, move, deactivate. */
export default function PeopleSection() {
  const { t } = useTranslation('settings');
  const session = useSession();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), TYPING_MS);
  const [open, setOpen] = useState<number | null>(null);
  const [inviting, setInviting] = useState(false);
  const pages = useSettingPages('people', { columns: PERSON_COLUMNS, ...(search && { search }) });
  const people = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  const chosen = people.find((person) => person.id === open);
  return (
    <>
      <SectionHead title={t('section.people')} words={t('people.words')}>
        <TextInput
          size="xs" aria-label={t('people.find')} placeholder={t('people.find')} leftSection={<IconSearch size={14} />}
          value={typed} onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {mayDo(session, 'people', 'create') && (
          <Button size="xs" leftSection={<IconUserPlus size={16} />} onClick={() => setInviting(true)}>{t('people.invite')}</Button>
        )}
      </SectionHead>
      <WhenLoaded query={pages}>
        {people.length === 0 ? (
          <PlaceState kind="empty" words={search ? t('people.none_found', { words: search }) : t('people.none')} />
        ) : (
          <PeopleTable people={people} open={open} onOpen={setOpen} />
        )}
        {pages.hasNextPage && (
          <Button size="xs" variant="subtle" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()} style={{ alignSelf: 'center' }}>
            {t('more')}
          </Button>
        )}
      </WhenLoaded>
      {chosen && <PersonDrawer key={chosen.id} person={chosen} onClose={() => setOpen(null)} />}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </>
  );
}

function PeopleTable({ people, open, onOpen }: { people: readonly SettingRow[]; open: number | null; onOpen: (id: number) => void }) {
  const { t } = useTranslation('settings');
  return (
    <div className={`${styles.card} ${styles.scroll}`}>
      <table className={styles.table} aria-label={t('section.people')}>
        <thead>
          <tr>
            <th>{t('people.name')}</th>
            <th className={styles.hideOnPhone}>{t('people.username')}</th>
            <th>{t('people.role')}</th>
            <th className={styles.hideOnPhone}>{t('people.unit')}</th>
            <th>{t('people.state')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => {
            const state = stateOf(person);
            const name = textCell(person, 'name');
            return (
              <tr key={person.id} aria-selected={person.id === open}>
                <td>
                  <button type="button" className={styles.open} onClick={() => onOpen(person.id)}>
                    <Avatar name={name} size="l" />
                    <span className={state === 'inactive' ? styles.quiet : styles.strong}>{name}</span>
                  </button>
                </td>
                <td className={styles.hideOnPhone}>{textCell(person, 'username') || <span className={styles.quiet}>–</span>}</td>
                <td>{linkCell(person, 'role')?.label ?? <span className={styles.amber}>{t('people.no_role')}</span>}</td>
                <td className={styles.hideOnPhone}>{linkCell(person, 'unit')?.label ?? <span className={styles.quiet}>–</span>}</td>
                <td className={state === 'invited' ? styles.amber : styles.quiet}>{t(`people.state_${state}`)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
