import { Button } from '@mantine/core';
import { IconChevronLeft, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo, useSession } from '@/api/session';
import { toast } from '@/kit/notice/notice';
import { PlaceState } from '@/kit/parts/PlaceState';
import { SectionHead, WhenLoaded } from '../parts/Section';
import { useSettingRows } from '../parts/settingRows';
import { useCreate } from '../parts/useCreate';
import { FormPlace } from './FormPlace';
import { CELLS, type WebForm } from './forms';
import { useForms, useParts } from './data';
import settings from '../settings.module.css';
import styles from './forms.module.css';

/** 网络表单: the list, or the one chosen. */
export default function FormsSection() {
  const { t } = useTranslation('forms');
  const session = useSession();
  const [chosen, setChosen] = useState<number>();
  const forms = useForms();
  const rows = useSettingRows('web_forms', { columns: [...CELLS] });
  const parts = useParts();
  const create = useCreate('web_forms');
  const form = forms.data?.find(({ id }) => id === chosen);
  const row = rows.data?.find(({ id }) => id === chosen);

  async function add(): Promise<void> {
    const made = await create({ name: t('new_name') }, t('added'));
    if (made.id === undefined) toast({ words: made.refusal, tone: 'red' });
    else setChosen(made.id);
  }

  if (chosen !== undefined && form && row && parts.data) {
    return (
      <>
        <Button size="compact-sm" variant="subtle" color="gray" className={styles.back ?? ''} leftSection={<IconChevronLeft size={16} />} onClick={() => setChosen(undefined)}>
          {t('title')}
        </Button>
        <FormPlace
          key={form.id} form={form} row={row} parts={parts.data} mayEdit={mayDo(session, 'web_forms', 'edit')}
          mayRemove={mayDo(session, 'web_forms', 'delete')} onRemoved={() => setChosen(undefined)}
        />
      </>
    );
  }
  return (
    <>
      <SectionHead title={t('title')} words={t('words')}>
        {mayDo(session, 'web_forms', 'create') && (
          <Button size="xs" leftSection={<IconPlus size={16} />} onClick={() => void add()}>{t('add')}</Button>
        )}
      </SectionHead>
      <WhenLoaded query={forms}>
        {forms.data?.length === 0 ? <PlaceState kind="empty" words={t('none')} /> : <FormList forms={forms.data ?? []} onOpen={setChosen} />}
      </WhenLoaded>
    </>
  );
}

function FormList({ forms, onOpen }: { forms: readonly WebForm[]; onOpen: (id: number) => void }) {
  const { t } = useTranslation('forms');
  return (
    <div className={`${settings.card} ${settings.scroll}`}>
      <table className={settings.table} aria-label={t('title')}>
        <thead>
          <tr>
            <th>{t('name')}</th>
            <th>{t('state')}</th>
            <th className={settings.hideOnPhone}>{t('fields')}</th>
            <th>{t('waiting')}</th>
          </tr>
        </thead>
        <tbody>
          {forms.map((form) => (
            <tr key={form.id}>
              <td><button type="button" className={`${settings.open} ${settings.strong}`} onClick={() => onOpen(form.id)}>{form.name}</button></td>
              <td>{form.active ? t('on') : <span className={settings.quiet}>{t('off')}</span>}</td>
              <td className={`${settings.hideOnPhone} ${settings.quiet}`}>{form.fields.map((field) => field.label).join('、')}</td>
              <td>{form.held > 0 ? <span className={settings.amber}>{t('held_count', { held: form.held })}</span> : <span className={settings.quiet}>{t('held_none')}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
