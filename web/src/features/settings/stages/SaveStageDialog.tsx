import { IconAlertTriangle } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { countRows, useTable } from '@/api/tables';
import type { CellValue, Column, Filter } from '@/api/types';
import { Ask } from '../parts/Ask';
import { draftOf, type StageChange, type StageDraft } from './stages';
import type { SettingRow } from '../parts/cells';
import { useSave } from '../parts/useSave';
import { useLeadsByStage } from './leadsByStage';
import settings from '../settings.module.css';

interface Props {
  stage: SettingRow;
  changes: readonly StageChange[];
  draft: StageDraft;
  onClose: () => void;
}

/** How many leads already in the stage lack each newly required field. */
function useLacking(stage: number, columns: readonly string[]): Map<string, number> {
  const answers = useQueries({
    queries: columns.map((column) => {
      const filter: Filter = { and: [{ column: 'stage', op: 'is', value: stage }, { column, op: 'empty' }] };
      return { queryKey: ['rows', 'leads', 'count', filter], queryFn: () => countRows('leads', { filter }), retry: false };
    }),
  });
  return new Map(columns.map((column, index) => [column, answers[index]?.data?.count ?? 0]));
}

/** Each change as old → new, and what it means for the leads that are there. */
export function SaveStageDialog({ stage, changes, draft, onClose }: Props) {
  const { t } = useTranslation('settings');
  const { columns } = useTable('leads');
  const save = useSave('stages');
  const here = useLeadsByStage().get(stage.id)?.count ?? 0;
  const required = draft.requires.filter((column) => !draftOf(stage).requires.includes(column));
  const lacking = useLacking(stage.id, required);
  return (
    <Ask
      title={t('stages.save_title', { name: draft.name })} go={t('stages.save', { changes: changes.length })} onClose={onClose}
      onGo={() => save(changes.map(({ column, after }) => ({ row: stage.id, column, value: after })), t('stages.saved', { name: draft.name }))}
    >
      <ul className={settings.list}>
        {changes.map((change) => (
          <li key={change.column}>
            <div>
              <div className={settings.small}>{t(`stages.field_${change.column}`)}</div>
              <del>{words(change.before, change.column, columns, t)}</del> → <ins>{words(change.after, change.column, columns, t)}</ins>
            </div>
          </li>
        ))}
      </ul>
      <p className={settings.small} style={{ margin: 0 }}>{t('stages.affects', { leads: here })}</p>
      {required.filter((column) => (lacking.get(column) ?? 0) > 0).map((column) => (
        <div key={column} className={settings.note} data-tone="amber">
          <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
          {t('stages.lacking', { leads: lacking.get(column), field: columns.find((one) => one.id === column)?.label ?? column })}
        </div>
      ))}
    </Ask>
  );
}

function words(value: CellValue, column: keyof StageDraft, columns: readonly Column[], t: (key: string) => string): string {
  if (value === null || value === '') return t('stages.empty');
  if (column === 'kind') return t(`stages.kind_${String(value)}`);
  if (column === 'probability') return `${String(value)}%`;
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (column === 'requires') return String(value).split(',').map((id) => columns.find((one) => one.id === id)?.label ?? id).join('、');
  return String(value);
}
