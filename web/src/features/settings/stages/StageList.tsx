import { IconArchive } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { useTable } from '@/api/tables';
import { notifyUndo } from '@/api/undo';
import { toast } from '@/kit/notice/notice';
import { StageMark } from '@/fields/parts/StageMark';
import { formatDate } from '@/kit/format/dates';
import { MoveButtons } from '../parts/MoveButtons';
import { numberCell, textCell, type SettingRow } from '../parts/cells';
import { useLeadsByStage } from './leadsByStage';
import { draftOf, isRetired, kindOf, movedOrder } from './stages';
import settings from '../settings.module.css';
import styles from './stages.module.css';

interface Props {
  stages: readonly SettingRow[];
  open: number | undefined;
  mayEdit: boolean;
  onOpen: (id: number) => void;
}

/** Gives the stages a new order as one operation, with undo. */
function useReorder(): (ids: number[], words: string) => Promise<void> {
  const client = useQueryClient();
  return async (ids, words) => {
    try {
      const { operation } = await api.post<{ operation: number | null }>('/stages/order', { ids });
      await client.invalidateQueries({ queryKey: keys.rows('stages') });
      notifyUndo(words, operation);
    } catch (error) {
      toast({ words: apiError(error), tone: 'red' });
    }
  };
}

/** The stages in order with kind, probability, leads in them and what is required to enter. */
export function StageList({ stages, open, mayEdit, onOpen }: Props) {
  const { t, i18n } = useTranslation('settings');
  const loads = useLeadsByStage();
  const { columns } = useTable('leads');
  const reorder = useReorder();
  const living = stages.filter((stage) => !isRetired(stage));
  const labels = (ids: readonly string[]) => ids.map((id) => columns.find((column) => column.id === id)?.label ?? id).join('、');

  function move(stage: SettingRow, by: number): void {
    const ids = movedOrder(living, stage.id, by);
    if (ids) void reorder(ids, t('stages.moved', { name: textCell(stage, 'name') }));
  }

  return (
    <div className={`${settings.card} ${settings.scroll}`}>
      <table className={settings.table} aria-label={t('section.stages')}>
        <thead>
          <tr>
            <th>{t('stages.stage')}</th>
            <th>{t('stages.kind')}</th>
            <th className={settings.num}>{t('stages.probability_short')}</th>
            <th className={settings.num}>{t('stages.count')}</th>
            <th className={settings.hideOnPhone}>{t('stages.requires')}</th>
            {mayEdit && <th className={settings.hideOnPhone} />}
          </tr>
        </thead>
        <tbody>
          {stages.map((stage) => {
            const retired = isRetired(stage);
            const name = textCell(stage, 'name');
            const probability = numberCell(stage, 'probability');
            const requires = labels(draftOf(stage).requires);
            return (
              <tr key={stage.id} aria-selected={stage.id === open}>
                <td>
                  <button type="button" className={settings.open} onClick={() => onOpen(stage.id)}>
                    {retired ? <IconArchive size={14} stroke={1.75} aria-hidden /> : <StageMark kind={kindOf(stage)} progress={numberCell(stage, 'progress') ?? 0} />}
                    <span className={retired ? settings.quiet : settings.strong}>{name}</span>
                  </button>
                </td>
                <td><span className={styles.kind} data-kind={retired ? 'retired' : kindOf(stage)}>{t(retired ? 'stages.retired' : `stages.kind_${kindOf(stage)}`)}</span></td>
                <td className={settings.num}>{retired || probability === null ? '–' : `${probability}%`}</td>
                <td className={settings.num}>{loads.get(stage.id)?.count ?? 0}</td>
                <td className={`${settings.hideOnPhone} ${styles.requires}`} title={requires}>
                  {retired ? t('stages.retired_on', { day: formatDate(textCell(stage, 'retired_at'), i18n.language) }) : requires}
                </td>
                {mayEdit && (
                  <td className={settings.hideOnPhone}>
                    {!retired && (
                      <MoveButtons
                        up={t('stages.up', { name })} down={t('stages.down', { name })} onMove={(by) => move(stage, by)}
                        first={stage === living[0]} last={stage === living.at(-1)}
                      />
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
