import { Button, Select } from '@mantine/core';
import { IconInfoCircle, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/kit/notice/notice';
import { CellField } from '../parts/CellField';
import { WhenLoaded } from '../parts/Section';
import { linkCell, numberCell, textCell, type SettingRow } from '../parts/cells';
import { useSettingRows } from '../parts/settingRows';
import { useCreate } from '../parts/useCreate';
import { useSave, useSaveAloud } from '../parts/useSave';
import { CriterionRow } from './CriterionRow';
import { TrialPanel } from './TrialPanel';
import { useCardStep } from './calls';
import { totalOf, writeLeaf } from './types';
import settings from '../settings.module.css';
import styles from './scorecards.module.css';

interface Props {
  card: SettingRow;
  mayEdit: boolean;
  onCopy: (() => void) | undefined;
}

/** One card: criteria with points, grade bounds, and the trial beside them. A card in use is read; its copy is edited. */
export function CardEditor({ card, mayEdit, onCopy }: Props) {
  const { t } = useTranslation('quality');
  const criteria = useSettingRows('criteria', {
    columns: ['words', 'kind', 'condition', 'points', 'position'],
    filter: { column: 'card', op: 'is', value: card.id },
  });
  const step = useCardStep();
  const create = useCreate('criteria');
  const [met, setMet] = useState<Record<string, number>>({});
  const active = card.cells['active'] === true;
  const name = textCell(card, 'name');
  const rows = criteria.data ?? [];
  const total = totalOf(rows);
  const writable = mayEdit && !active;

  async function add(): Promise<void> {
    const position = Math.max(0, ...rows.map((row) => numberCell(row, 'position') ?? 0)) + 1;
    const condition = writeLeaf('need', 'not_empty', 'text', '');
    const cells = { card: { id: card.id }, words: t('cards.new_words'), kind: 'soft', condition, points: 10, position };
    const made = await create(cells, t('cards.added'));
    if (made.id === undefined) toast({ words: made.refusal, tone: 'red' });
  }

  return (
    <div className={styles.split}>
      <div className={styles.side}>
        {active && mayEdit && (
          <div className={settings.note}>
            <IconInfoCircle size={16} stroke={1.75} aria-hidden />
            <span>{t('cards.in_use_words')}</span>
            {onCopy && <Button size="compact-xs" variant="subtle" onClick={onCopy}>{t('cards.copy_to_change')}</Button>}
          </div>
        )}
        <div className={`${settings.card} ${settings.scroll}`}>
          <WhenLoaded query={criteria}>
            <table className={settings.table} aria-label={t('cards.criteria')}>
              <thead>
                <tr>
                  <th>{t('cards.criterion')}</th>
                  <th>{t('cards.kind')}</th>
                  <th>{t('cards.condition')}</th>
                  <th className={settings.num}>{t('cards.points')}</th>
                  {writable && <th />}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => <CriterionRow key={row.id} row={row} total={total} writable={writable} met={met[row.id]} />)}
              </tbody>
              <tfoot>
                <tr>
                  <td colSpan={3}>
                    {writable ? (
                      <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconPlus size={14} />} onClick={() => void add()}>{t('cards.add')}</Button>
                    ) : t('cards.total')}
                  </td>
                  <td className={settings.num}>{total}</td>
                  {writable && <td />}
                </tr>
              </tfoot>
            </table>
          </WhenLoaded>
        </div>
        <Bounds card={card} writable={writable} />
      </div>
      <TrialPanel
        card={card.id} active={active} name={name} onMet={setMet}
        onSwitch={mayEdit ? () => step(card.id, active ? 'deactivate' : 'activate', t(active ? 'cards.off_done' : 'cards.on_done', { name })) : undefined}
      />
    </div>
  );
}

function Bounds({ card, writable }: { card: SettingRow; writable: boolean }) {
  const { t } = useTranslation('quality');
  const save = useSave('scorecards');
  const field = (column: string, hint?: string) => (
    <CellField
      label={t(`cards.${column}`)} text={textCell(card, column)} disabled={!writable} hint={hint}
      onSave={(text) => save([{ row: card.id, column, value: text }], t('cards.saved'))}
    />
  );
  return (
    <div className={settings.card}>
      <div className={settings.cardHead}>{t('cards.bounds')}</div>
      <div className={`${settings.cardBody} ${styles.bounds}`}>
        {field('name')}
        <PlaceField card={card} column="pipeline" table="pipelines" writable={writable} />
        <PlaceField card={card} column="unit" table="units" writable={writable} />
        {field('a_from')}
        {field('b_from')}
        {field('c_from', t('cards.c_hint'))}
        {field('cap', t('cards.cap_hint'))}
      </div>
    </div>
  );
}

/** Which leads the card is for: one pipeline's, one unit's with all below it, or everybody's. */
function PlaceField({ card, column, table, writable }: { card: SettingRow; column: 'pipeline' | 'unit'; table: string; writable: boolean }) {
  const { t } = useTranslation('quality');
  const rows = useSettingRows(table, { columns: ['name'] }).data ?? [];
  const save = useSaveAloud('scorecards');
  const chosen = linkCell(card, column);
  return (
    <Select
      size="sm" label={t(`cards.${column}`)} placeholder={t('cards.everywhere')} clearable searchable disabled={!writable} value={chosen ? String(chosen.id) : null}
      data={rows.map((row) => ({ value: String(row.id), label: textCell(row, 'name') }))}
      onChange={(id) => void save([{ row: card.id, column, value: id ? Number(id) : null }], t('cards.saved'))}
    />
  );
}
