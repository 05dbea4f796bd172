import { ActionIcon, Button } from '@mantine/core';
import { IconHierarchy2, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '@/api/keys';
import { mayDo, useSession } from '@/api/session';
import { columnOf, groupRows, useTable } from '@/api/tables';
import { PlaceState } from '@/kit/parts/PlaceState';
import { SectionHead, WhenLoaded } from '../parts/Section';
import { groupId, textCell, type SettingRow } from '../parts/cells';
import { useSettingRows } from '../parts/settingRows';
import { useDelete } from '../parts/useDelete';
import { treeOf } from './tree';
import { UnitDialog } from './UnitDialog';
import styles from '../settings.module.css';

const COLUMNS = ['name', 'kind', 'parent', 'position'];

/** People by unit id, for the counts beside the tree. */
function usePeopleByUnit(): Map<number, number> {
  const { data } = useQuery({
    queryKey: [...keys.rows('people'), 'by unit'],
    queryFn: () => groupRows('people', { group: 'unit' }),
    retry: false,
  });
  return new Map((data?.groups ?? []).map((group) => [groupId(group), group.count]));
}

/** 组织: the tree, and what stands where. */
export default function UnitsSection() {
  const { t } = useTranslation('settings');
  const session = useSession();
  const units = useSettingRows('units', { columns: COLUMNS });
  const [editing, setEditing] = useState<{ unit?: SettingRow; parent?: number } | null>(null);
  const mayAdd = mayDo(session, 'units', 'create');
  return (
    <>
      <SectionHead title={t('section.units')} words={t('units.words')}>
        {mayAdd && <Button size="xs" leftSection={<IconPlus size={16} />} onClick={() => setEditing({})}>{t('units.add')}</Button>}
      </SectionHead>
      <WhenLoaded query={units}>
        {units.data?.length === 0 && <PlaceState kind="empty" words={t('units.none')} />}
        {units.data && units.data.length > 0 && <UnitTable units={units.data} mayAdd={mayAdd} onEdit={setEditing} />}
      </WhenLoaded>
      {editing && units.data && <UnitDialog {...editing} units={units.data} onClose={() => setEditing(null)} />}
    </>
  );
}

function UnitTable(props: { units: readonly SettingRow[]; mayAdd: boolean; onEdit: (wanted: { unit?: SettingRow; parent?: number }) => void }) {
  const { units, mayAdd, onEdit } = props;
  const { t } = useTranslation('settings');
  const session = useSession();
  const schema = useTable('units');
  const people = usePeopleByUnit();
  const remove = useDelete('units');
  const kinds = columnOf(schema, 'kind')?.options ?? [];
  return (
    <div className={`${styles.card} ${styles.scroll}`}>
      <table className={styles.table} aria-label={t('section.units')}>
        <thead>
          <tr>
            <th>{t('units.name')}</th>
            <th>{t('units.kind')}</th>
            <th className={styles.num}>{t('units.people')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {treeOf(units).map(({ unit, depth }) => {
            const name = textCell(unit, 'name');
            return (
              <tr key={unit.id}>
                <td style={{ paddingLeft: 16 + depth * 24 }}>
                  <span className={styles.open} style={{ cursor: 'default' }}>
                    <IconHierarchy2 size={16} stroke={1.5} className={styles.quiet} aria-hidden />
                    <span className={styles.strong}>{name}</span>
                  </span>
                </td>
                <td>{kinds.find((kind) => kind.key === unit.cells['kind'])?.label ?? ''}</td>
                <td className={styles.num}>{people.get(unit.id) ?? 0}</td>
                <td>
                  <span className={styles.right}>
                    {mayAdd && (
                      <ActionIcon variant="subtle" color="gray" aria-label={t('units.add_below', { name })} title={t('units.add_below', { name })} onClick={() => onEdit({ parent: unit.id })}>
                        <IconPlus size={16} />
                      </ActionIcon>
                    )}
                    {mayDo(session, 'units', 'edit') && (
                      <ActionIcon variant="subtle" color="gray" aria-label={t('units.edit', { name })} title={t('units.edit', { name })} onClick={() => onEdit({ unit })}>
                        <IconPencil size={16} />
                      </ActionIcon>
                    )}
                    {mayDo(session, 'units', 'delete') && (
                      <ActionIcon variant="subtle" color="gray" aria-label={t('units.remove', { name })} title={t('units.remove', { name })} onClick={() => void remove([unit.id], t('units.removed', { name }))}>
                        <IconTrash size={16} />
                      </ActionIcon>
                    )}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
