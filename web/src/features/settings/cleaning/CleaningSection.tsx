import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { mayDo, useSession } from '@/api/session';
import { columnOf, useTable } from '@/api/tables';
import { CellField } from '../parts/CellField';
import { SectionHead, WhenLoaded } from '../parts/Section';
import { textCell, type SettingRow } from '../parts/cells';
import { useSettingRows } from '../parts/settingRows';
import { useSave } from '../parts/useSave';
import settings from '../settings.module.css';
import styles from './cleaning.module.css';

/** 清洗规则: what counts as doubtful, and which doubts keep a lead out of assignment. */
export default function CleaningSection() {
  const { t } = useTranslation('quality');
  const session = useSession();
  const rows = useSettingRows('cleaning_rules', { columns: ['code', 'entries', 'blocks', 'active'] });
  const mayEdit = mayDo(session, 'cleaning_rules', 'edit');
  return (
    <>
      <SectionHead title={t('cleaning.title')} words={t('cleaning.words')} />
      <WhenLoaded query={rows}>
        <div className={`${settings.card} ${settings.scroll}`}>
          <table className={settings.table} aria-label={t('cleaning.title')}>
            <thead>
              <tr>
                <th>{t('cleaning.doubt')}</th>
                <th>{t('cleaning.looks_for')}</th>
                <th>{t('cleaning.blocks')}</th>
                <th>{t('cleaning.active')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.data?.map((row) => <RuleRow key={row.id} row={row} mayEdit={mayEdit} />)}
            </tbody>
          </table>
        </div>
      </WhenLoaded>
    </>
  );
}

function RuleRow({ row, mayEdit }: { row: SettingRow; mayEdit: boolean }) {
  const { t } = useTranslation('quality');
  const save = useSave('cleaning_rules');
  const code = textCell(row, 'code');
  const name = columnOf(useTable('cleaning_rules'), 'code')?.options?.find(({ key }) => key === code)?.label ?? code;
  const entries = textCell(row, 'entries');
  const set = (column: string, value: string | boolean) => save([{ row: row.id, column, value }], t('cleaning.saved', { name }));
  return (
    <tr data-off={row.cells['active'] !== true || undefined} className={styles.rule}>
      <td className={settings.strong}>{name}</td>
      <td className={settings.wrap}>
        {entries || WITH_ENTRIES.has(code) ? (
          <CellField plain lines label={t('cleaning.entries_of', { name })} text={entries} disabled={!mayEdit} onSave={(text) => set('entries', text)} />
        ) : (
          <span className={settings.quiet}>{t(`advice.${code}`, { defaultValue: '' })}</span>
        )}
      </td>
      {(['blocks', 'active'] as const).map((column) => (
        <td key={column}>
          <Checkbox
            size="xs" aria-label={t(`cleaning.${column}_of`, { name })} checked={row.cells[column] === true} disabled={!mayEdit}
            onChange={(event) => void set(column, event.currentTarget.checked)}
          />
        </td>
      ))}
    </tr>
  );
}

/** Rules that look for something written down; the others know by themselves. */
const WITH_ENTRIES = new Set(['phone_fake', 'phone_run', 'phone_segment', 'mail_throwaway', 'mail_test', 'name_test', 'name_mash', 'name_weak', 'amount_odd']);
