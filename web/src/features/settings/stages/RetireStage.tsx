import { Button, Select } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '@/api/keys';
import { groupRows } from '@/api/tables';
import type { Filter } from '@/api/types';
import { GradeBadge } from '@/fields/parts/GradeBadge';
import { formatMoney } from '@/kit/format/money';
import { textCell, type SettingRow } from '../parts/cells';
import { useRetire } from '../parts/useRetire';
import { isRetired, kindOf } from './stages';
import settings from '../settings.module.css';
import styles from './stages.module.css';

/** Leads of the stage by grade, with their amounts. */
function useGrades(stage: number) {
  const filter: Filter = { column: 'stage', op: 'is', value: stage };
  return useQuery({
    queryKey: [...keys.rows('leads'), 'retire', stage],
    queryFn: async () => (await groupRows('leads', { group: 'grade', filter, sums: ['amount'] })).groups.filter((group) => group.count > 0),
  });
}

/** Retiring a stage: what stands in it is moved first, with counts and sums, in one operation that can be undone. */
export function RetireStage({ stage, stages, onClose }: { stage: SettingRow; stages: readonly SettingRow[]; onClose: () => void }) {
  const { t, i18n } = useTranslation('settings');
  const grades = useGrades(stage.id);
  const targets = stages.filter((one) => one.id !== stage.id && !isRetired(one) && kindOf(one) === 'open');
  const [to, setTo] = useState<number | null>(null);
  const groups = grades.data ?? [];
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const name = textCell(stage, 'name');
  const { retire, busy, refusal } = useRetire('stages', `/stages/${stage.id}/retire`, (leads) => t('stages.retire_done', { name, leads }), onClose);
  const before = stages.findIndex((one) => one.id === stage.id) - 1;
  const target = to ?? targets.at(Math.max(0, before))?.id ?? targets[0]?.id ?? null;

  return (
    <div className={styles.retire} role="group" aria-label={t('stages.retire_title', { name })}>
      <h4>
        <IconArchive size={16} stroke={1.75} aria-hidden />
        {t('stages.retire_title', { name })}
        <small>{t('stages.retire_undo')}</small>
      </h4>
      <p>{count > 0 ? t('stages.retire_words', { name, leads: count }) : t('stages.retire_empty', { name })}</p>
      {count > 0 && (
        <>
          <div className={styles.moves}>
            <div>
              <span>{t('stages.here_now')}</span>
              <span>{t('stages.count')}</span>
              <span>{t('stages.amount')}</span>
            </div>
            {groups.map((group) => (
              <div key={String(group.value)}>
                {group.value ? <span className={styles.stage}><GradeBadge grade={String(group.value)} /> {t('stages.leads_of_grade')}</span> : <span>{t('stages.no_grade')}</span>}
                <span>{group.count}</span>
                <span className="money">{formatMoney(group.sums['amount'] ?? 0, i18n.language)}</span>
              </div>
            ))}
          </div>
          <Select
            size="sm" allowDeselect={false} label={t('stages.move_to')} value={target === null ? null : String(target)}
            data={targets.map((one) => ({ value: String(one.id), label: textCell(one, 'name') }))} onChange={(id) => id && setTo(Number(id))}
          />
        </>
      )}
      {refusal && <div className={settings.note} data-tone="red" role="alert">{refusal}</div>}
      <div className={styles.buttons}>
        <Button size="xs" variant="default" onClick={onClose}>{t('stages.keep')}</Button>
        <Button size="xs" variant="outline" color="red" loading={busy} disabled={grades.isPending || (count > 0 && target === null)} onClick={() => void retire(count > 0 ? target : null)}>
          {count > 0 ? t('stages.retire_go', { leads: count }) : t('stages.retire_go_empty')}
        </Button>
      </div>
    </div>
  );
}
