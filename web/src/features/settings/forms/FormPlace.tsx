import { Button, Checkbox, SegmentedControl } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SectionHead } from '../parts/Section';
import type { SettingRow } from '../parts/cells';
import { SaveBar } from '../parts/SaveBar';
import { useRowDraft } from '../parts/useRowDraft';
import { useSaveAloud } from '../parts/useSave';
import { FieldRows } from './FieldRows';
import { FormTexts } from './FormTexts';
import { Preview } from './Preview';
import { Publish } from './Publish';
import { RemoveForm } from './RemoveForm';
import { Submissions } from './Submissions';
import { changesOf, draftOf, namesSomebody, previewOf, type Parts, type WebForm } from './forms';
import settings from '../settings.module.css';
import styles from './forms.module.css';

type Tab = 'build' | 'publish' | 'sent';
const TABS: readonly Tab[] = ['build', 'publish', 'sent'];

interface Props {
  form: WebForm;
  row: SettingRow;
  parts: Parts;
  mayEdit: boolean;
  mayRemove: boolean;
  onRemoved: () => void;
}

/** One form: built with its page beside it, published, and what came in. */
export function FormPlace({ form, row, parts, mayEdit, mayRemove, onRemoved }: Props) {
  const { t } = useTranslation('forms');
  const before = draftOf(row, form);
  const [tab, setTab] = useState<Tab>('build');
  const [removing, setRemoving] = useState(false);
  const saveAloud = useSaveAloud('web_forms');
  const editing = useRowDraft({ table: 'web_forms', before, changesOf: (draft) => changesOf(form.id, before, draft), saved: ({ name }) => t('saved', { name }) });
  const { draft, changes, change } = editing;
  const named = namesSomebody(draft.fields, parts);

  return (
    <>
      <SectionHead title={form.name} words={form.active ? t('open_words') : t('closed_words')}>
        <Checkbox size="sm" label={t('active')} checked={form.active} disabled={!mayEdit} onChange={(event) => void saveAloud([{ row: form.id, column: 'active', value: event.currentTarget.checked }], event.currentTarget.checked ? t('opened', { name: form.name }) : t('closed', { name: form.name }))} />
        <SegmentedControl size="xs" value={tab} onChange={(value) => setTab(value as Tab)} data={TABS.map((value) => ({ value, label: value === 'sent' && form.held > 0 ? t('tab.sent_held', { held: form.held }) : t(`tab.${value}`) }))} />
        {mayRemove && <Button size="xs" variant="default" leftSection={<IconTrash size={14} stroke={1.75} />} onClick={() => setRemoving(true)}>{t('removal.open')}</Button>}
      </SectionHead>
      {removing && <RemoveForm form={form} onClose={() => setRemoving(false)} onRemoved={onRemoved} />}
      {tab === 'publish' && <Publish form={form} />}
      {tab === 'sent' && <Submissions form={form} mayDecide={mayEdit} />}
      {tab === 'build' && (
        <>
          <div className={styles.builder}>
            <div className={styles.stack}>
              <FieldRows fields={draft.fields} parts={parts} disabled={!mayEdit} onChange={(fields) => change({ fields })} />
              {!named && <p className={settings.note} data-tone="amber" role="status">{t('nobody')}</p>}
              <FormTexts draft={draft} parts={parts} version={form.consent_version} disabled={!mayEdit} onChange={change} />
            </div>
            <Preview page={previewOf(draft, parts)} />
          </div>
          {changes.length > 0 && <SaveBar row={editing} disabled={!named} words={{ unsaved: t('unsaved', { changes: changes.length }), discard: t('discard'), save: t('save') }} />}
        </>
      )}
    </>
  );
}
