import { Menu } from '@mantine/core';
import {
  IconColumnRemove, IconFilter, IconFilterCheck, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconListDetails, IconSortAscending, IconSortDescending,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { wordsOf } from '@/fields/registry';
import type { ColumnId, SortKey } from '../model/contract';
import { frozenUpTo, hidden } from '../model/columns';
import { layoutOf } from './Header';
import { useParts } from './parts';
import { usePart, useStore } from './use_store';

const ICON = { size: 16, stroke: 1.75 };

/** Menu of a column. It takes the focus while it is open and gives it back to the cells. */
export function ColumnMenu({ sort, groupBy }: { sort: readonly SortKey[]; groupBy: ColumnId | undefined }) {
  const { session, viewport, commands, intents, settings, input } = useParts();
  const { t } = useTranslation('grid');
  const menu = usePart(session.state, (state) => state.menu);
  const placed = useStore(viewport.placed);
  const { left } = useStore(viewport.state);
  const at = placed.find(({ column }) => column.id === menu);
  if (!at) return null;
  const { column } = at;
  const close = (): void => {
    session.state.patch({ menu: undefined });
    // The menu gives the focus up only after this; the cells take it then.
    requestAnimationFrame(() => input()?.focus());
  };
  const change = intents();
  const isActive = session.activeColumn?.id === column.id;
  const value = isActive ? commands.activeValue() : undefined;
  const lastFrozen = placed.findLast(({ frozen }) => frozen)?.column.id === column.id;
  const sorted = sort.find(({ columnId }) => columnId === column.id)?.direction;
  const x = at.frozen ? at.left : at.left - left;
  return (
    <Menu opened onClose={close} position="bottom-start" width={216} shadow="md" withinPortal returnFocus={false} transitionProps={{ duration: 0 }}>
      <Menu.Target><span className="g-menu-anchor" style={{ left: x, width: Math.min(at.width, 216) }} /></Menu.Target>
      <Menu.Dropdown className="g-menu">
        {column.sortable && (
          <>
            <Menu.Item leftSection={<IconSortAscending {...ICON} />} aria-current={sorted === 'asc'} onClick={() => change.onSort?.([{ columnId: column.id, direction: 'asc' }])}>{t('sortAsc')}</Menu.Item>
            <Menu.Item leftSection={<IconSortDescending {...ICON} />} aria-current={sorted === 'desc'} onClick={() => change.onSort?.([{ columnId: column.id, direction: 'desc' }])}>{t('sortDesc')}</Menu.Item>
            {sorted && <Menu.Item onClick={() => change.onSort?.(sort.filter(({ columnId }) => columnId !== column.id))}>{t('sortNot')}</Menu.Item>}
            <Menu.Divider />
          </>
        )}
        {column.filterable !== false && (
          <Menu.Item leftSection={<IconFilter {...ICON} />} onClick={() => change.onFilterBy?.(column.id, undefined)}>{t('filterBy')}</Menu.Item>
        )}
        {column.filterable !== false && value !== undefined && (
          <Menu.Item leftSection={<IconFilterCheck {...ICON} />} onClick={() => change.onFilterBy?.(column.id, value)}>
            <span className="g-menu-clip">{t('onlyThis', { value: wordsOf(value, column, settings()) || t('empty') })}</span>
          </Menu.Item>
        )}
        {column.groupable && (
          <Menu.Item leftSection={<IconListDetails {...ICON} />} onClick={() => change.onGroupBy?.(groupBy === column.id ? undefined : column.id)}>
            {groupBy === column.id ? t('groupNot') : t('groupBy')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item
          leftSection={lastFrozen ? <IconLayoutSidebarLeftExpand {...ICON} /> : <IconLayoutSidebarLeftCollapse {...ICON} />}
          onClick={() => change.onColumnsChange?.(frozenUpTo(layoutOf(placed), column.id))}
        >
          {lastFrozen ? t('freezeNot') : t('freeze')}
        </Menu.Item>
        <Menu.Item leftSection={<IconColumnRemove {...ICON} />} disabled={placed.length === 1} onClick={() => change.onColumnsChange?.(hidden(layoutOf(placed), column.id))}>{t('hide')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
