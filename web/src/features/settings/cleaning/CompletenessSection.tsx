import { CloseButton, MultiSelect, NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { mayDo, useSession } from '@/api/session';
import { useTable } from '@/api/tables';
import { SectionHead, WhenLoaded } from '../parts/Section';
import { numberCell, textCell, type SettingRow } from '../parts/cells';
import { useSettingRows } from '../parts/settingRows';
import { useCreate } from '../parts/useCreate';
import { useDelete } from '../parts/useDelete';
import { useSaveAloud } from '../parts/useSave';
import settings from '../settings.module.css';
import styles from './completeness.module.css';

interface Choice {
  value: string;
  label: string;
}

/** 完整度: what a complete lead has, and how much each thing weighs. */
export default function CompletenessSection() {
  const { t } = useTranslation('quality');
  const session = useSession();
  const rows = useSettingRows('completeness_fields', { columns: ['columns', 'weight'] });
  const create = useCreate('completeness_fields');
  const offered: Choice[] = useTable('leads').columns.filter(({ writable, custom }) => writable === 'cell' && !custom).map(({ id, label }) => ({ value: id, label }));
  const total = (rows.data ?? []).reduce((sum, row) => sum + (numberCell(row, 'weight') ?? 0), 0);
  const mayEdit = mayDo(session, 'completeness_fields', 'edit');
  const used = new Set((rows.data ?? []).flatMap((row) => textCell(row, 'columns').split(',')));
  return (
    <>
      <SectionHead title={t('complete.title')} words={t('complete.words')} />
      <WhenLoaded query={rows}>
        <div className={settings.card}>
          <table className={settings.table} aria-label={t('complete.title')}>
            <thead>
              <tr>
                <th>{t('complete.fields')}</th>
                <th>{t('complete.weight')}</th>
                <th className={settings.num}>{t('complete.share')}</th>
                {mayEdit && <th />}
              </tr>
            </thead>
            <tbody>
              {rows.data?.map((row) => <FieldRow key={row.id} row={row} offered={offered} total={total} mayEdit={mayEdit} />)}
            </tbody>
          </table>
        </div>
        {mayDo(session, 'completeness_fields', 'create') && (
          <Select
            size="sm" className={styles.add ?? ''} searchable aria-label={t('complete.add')} placeholder={t('complete.add')} value={null}
            data={offered.filter(({ value }) => !used.has(value))}
            onChange={(id) => id && void create({ columns: id, weight: 1 }, t('complete.saved'))}
          />
        )}
      </WhenLoaded>
    </>
  );
}

function FieldRow({ row, offered, total, mayEdit }: { row: SettingRow; offered: Choice[]; total: number; mayEdit: boolean }) {
  const { t } = useTranslation('quality');
  const session = useSession();
  const save = useSaveAloud('completeness_fields');
  const remove = useDelete('completeness_fields');
  const columns = textCell(row, 'columns').split(',').map((id) => id.trim()).filter(Boolean);
  const weight = numberCell(row, 'weight') ?? 0;
  const name = columns.map((id) => offered.find(({ value }) => value === id)?.label ?? id).join('、');
  const set = (column: string, value: string | number) => void save([{ row: row.id, column, value }], t('complete.saved'));
  return (
    <tr>
      <td className={settings.wrap}>
        <MultiSelect
          size="xs" variant="unstyled" aria-label={t('complete.fields_of', { name })} data={offered} value={columns} disabled={!mayEdit} searchable hidePickedOptions
          onChange={(ids) => ids.length > 0 && set('columns', ids.join(','))}
        />
      </td>
      <td className={styles.weight}>
        <NumberInput
          size="xs" aria-label={t('complete.weight_of', { name })} defaultValue={weight} min={1} max={99} allowDecimal={false} disabled={!mayEdit}
          onBlur={(event) => Number(event.currentTarget.value) !== weight && event.currentTarget.value !== '' && set('weight', Number(event.currentTarget.value))}
        />
      </td>
      <td className={settings.num}>{total > 0 ? `${Math.round((weight * 100) / total)}%` : '–'}</td>
      {mayEdit && (
        <td className={styles.remove}>
          {mayDo(session, 'completeness_fields', 'delete') && <CloseButton size="sm" aria-label={t('complete.remove', { name })} onClick={() => void remove([row.id], t('complete.removed', { name }))} />}
        </td>
      )}
    </tr>
  );
}
