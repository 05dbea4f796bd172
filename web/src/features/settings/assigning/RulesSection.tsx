import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { mayDo, useSession } from '@/api/session';
import { PlaceState } from '@/kit/parts/PlaceState';
import { toast } from '@/kit/notice/notice';
import { SectionHead, WhenLoaded } from '../parts/Section';
import { numberCell } from '../parts/cells';
import { useSettingRows } from '../parts/settingRows';
import { useCreate } from '../parts/useCreate';
import { RuleEditor } from './RuleEditor';
import { RuleList } from './RuleList';
import { TrialPanel } from './TrialPanel';
import { RULE_COLUMNS, type RuleFault } from './types';
import styles from './assigning.module.css';

/** 分配规则: who gets a new lead, in order; each rule can be tried on past leads before it is switched on. */
export default function RulesSection() {
  const { t } = useTranslation('assigning');
  const session = useSession();
  const rules = useSettingRows('assignment_rules', { columns: RULE_COLUMNS, sort: [['position', 'asc']] });
  const faults = useQuery({
    queryKey: [...keys.rows('assignment_rules'), 'faults'],
    queryFn: () => api.get<RuleFault[]>('/assignment-rules/faults'),
  });
  const create = useCreate('assignment_rules');
  const [open, setOpen] = useState<number>();
  const [counts, setCounts] = useState<Record<string, number>>({});
  const mayEdit = mayDo(session, 'assignment_rules', 'edit');
  const rows = rules.data ?? [];
  const shown = rows.find(({ id }) => id === open) ?? rows[0];

  async function add(): Promise<void> {
    const position = Math.max(0, ...rows.map((row) => numberCell(row, 'position') ?? 0)) + 10;
    const made = await create({ name: t('rules.new_name'), active: false, target: 'unit', method: 'round_robin', position }, t('rules.added'));
    if (made.id === undefined) toast({ words: made.refusal, tone: 'red' });
    else setOpen(made.id);
  }

  return (
    <>
      <SectionHead title={t('rules.title')} words={t('rules.words')}>
        {mayDo(session, 'assignment_rules', 'create') && (
          <Button size="xs" leftSection={<IconPlus size={16} />} onClick={() => void add()}>{t('rules.add')}</Button>
        )}
      </SectionHead>
      <WhenLoaded query={rules}>
        {shown === undefined ? (
          <PlaceState kind="empty" words={t('rules.none')} />
        ) : (
          <div className={styles.split}>
            <div className={styles.side}>
              <RuleList rules={rows} faults={faults.data ?? []} counts={counts} open={shown.id} mayEdit={mayEdit} onOpen={setOpen} />
              <RuleEditor key={shown.id} rule={shown} mayEdit={mayEdit} />
            </div>
            {mayEdit && <TrialPanel rule={shown} onCounts={setCounts} />}
          </div>
        )}
      </WhenLoaded>
    </>
  );
}
