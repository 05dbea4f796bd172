import { Button, Checkbox, MultiSelect, PasswordInput, Select, TextInput } from '@mantine/core';
import { IconSend, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { RowSelect } from '../parts/RowSelect';
import { SectionHead } from '../parts/Section';
import type { SettingRow } from '../parts/cells';
import { useDelete } from '../parts/useDelete';
import { SaveBar } from '../parts/SaveBar';
import { useRowDraft } from '../parts/useRowDraft';
import { useSaveAloud } from '../parts/useSave';
import { ConditionWords } from './RobotsSection';
import { changesOf, draftOf, KINDS, type Robot, type RobotDraft, type RobotMessage, type Robots } from './robots';
import settings from '../settings.module.css';
import styles from './robots.module.css';

interface Props {
  robot: Robot;
  row: SettingRow;
  kinds: Robots['kinds'];
  onGone: () => void;
}

/** One robot: set up, tried, switched on. */
export function RobotPlace({ robot, row, kinds, onGone }: Props) {
  const { t } = useTranslation('robots');
  const before = draftOf(row);
  const [test, setTest] = useState<{ message?: number; why?: string }>();
  const saveAloud = useSaveAloud('robots');
  const remove = useDelete('robots');
  const editing = useRowDraft<RobotDraft>({ table: 'robots', before, changesOf: (draft) => changesOf(robot.id, before, draft), saved: ({ name }) => t('saved', { name }) });
  const { draft, changes, busy, change, commit, act } = editing;

  async function tryOut(): Promise<void> {
    setTest(undefined);
    if (!(await commit())) return;
    try {
      setTest(await api.post<{ message: number }>(`/robots/${robot.id}/test`));
    } catch (error) {
      setTest({ why: apiError(error) });
    }
  }

  return (
    <>
      <SectionHead title={robot.name} words={t('words')}>
        <Checkbox size="sm" label={t('active')} checked={robot.active} onChange={(event) => void saveAloud([{ row: robot.id, column: 'active', value: event.currentTarget.checked }], t(event.currentTarget.checked ? 'opened' : 'closed', { name: robot.name }))} />
      </SectionHead>
      <div className={styles.stack}>
        <ConditionWords robot={robot} />
        <RobotFields draft={draft} kinds={kinds} kept={{ url: robot.ready, secret: Boolean(row.cells['secret']) }} onChange={change} />
        <div className={styles.actions}>
          <Button size="sm" variant="default" leftSection={<IconSend size={16} />} loading={busy} onClick={() => void act(tryOut)}>{t(changes.length > 0 ? 'save_and_test' : 'test')}</Button>
          <Button size="sm" variant="subtle" color="gray" leftSection={<IconTrash size={16} />} onClick={() => void act(async () => { await remove([robot.id], t('removed', { name: robot.name })); onGone(); })}>{t('remove')}</Button>
        </div>
        {test && <TestResult {...test} />}
      </div>
      {changes.length > 0 && <SaveBar row={editing} words={{ unsaved: t('unsaved', { changes: changes.length }), discard: t('discard'), save: t('save') }} />}
    </>
  );
}

/** What became of the test message: asked until it is out or refused. */
function TestResult({ message, why }: { message?: number; why?: string }) {
  const { t } = useTranslation('robots');
  const { data } = useQuery({
    queryKey: ['robot-test', message ?? 0],
    queryFn: () => api.get<RobotMessage>(`/robots/messages/${message}`),
    enabled: message !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'sent' || state.data?.last_error ? false : 1_000),
  });
  const failed = why ?? data?.last_error;
  if (failed) return <div className={settings.note} data-tone="red" role="alert">{t('test_failed', { why: failed })}</div>;
  const sent = data?.state === 'sent';
  return <div className={settings.note} data-tone={sent ? 'green' : undefined} role="status">{t(sent ? 'test_sent' : 'testing')}</div>;
}

function RobotFields({ draft, kinds, kept, onChange }: { draft: RobotDraft; kinds: Robots['kinds']; kept: { url: boolean; secret: boolean }; onChange: (part: Partial<RobotDraft>) => void }) {
  const { t } = useTranslation('robots');
  const known = new Set(kinds.map((kind) => kind.key));
  const options = [...kinds.map((kind) => ({ value: kind.key, label: kind.name })), ...draft.kinds.filter((key) => !known.has(key)).map((key) => ({ value: key, label: key }))];
  return (
    <section className={settings.card} aria-label={t('title')}>
      <div className={`${settings.cardBody} ${settings.form}`}>
        <TextInput size="sm" label={t('name')} value={draft.name} onChange={(event) => onChange({ name: event.currentTarget.value })} />
        <Select size="sm" label={t('kind')} allowDeselect={false} value={draft.kind} data={KINDS.map((value) => ({ value, label: t(`kind_${value}`) }))} onChange={(kind) => kind && onChange({ kind })} />
        <PasswordInput wrapperProps={{ 'data-wide': true }} size="sm" label={t('url')} description={t('hint.url')} autoComplete="new-password" value={draft.url} placeholder={kept.url ? t('kept') : ''} onChange={(event) => onChange({ url: event.currentTarget.value })} />
        <PasswordInput wrapperProps={{ 'data-wide': true }} size="sm" label={t('secret')} description={t(`hint.secret_${draft.kind}`)} autoComplete="new-password" value={draft.secret} placeholder={kept.secret ? t('kept') : ''} onChange={(event) => onChange({ secret: event.currentTarget.value })} />
        <RowSelect table="units" label={t('for_unit')} hint={t('hint.for_unit')} value={draft.for_unit} disabled={false} onChange={(for_unit) => onChange({ for_unit })} />
        <MultiSelect size="sm" label={t('kinds')} description={t('hint.kinds')} searchable clearable value={draft.kinds} data={options} onChange={(chosen) => onChange({ kinds: chosen })} />
      </div>
    </section>
  );
}
