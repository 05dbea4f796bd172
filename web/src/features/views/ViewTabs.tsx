import { Menu, Popover } from '@mantine/core';
import { IconChevronDown, IconLayoutKanban, IconPlus, IconTable } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { View } from '@/api/types';
import { NameForm } from './NameForm';
import { ViewMenu } from './ViewMenu';
import styles from './views.module.css';

interface Props {
  table: string;
  views: View[];
  active: View | undefined;
  /** Rows in the active view, in words. */
  count: string;
  onChoose: (view: View) => void;
  /** Keeps the present filter, sort and columns under a new name. */
  onCreate: (name: string) => Promise<void>;
}

/** The table's views as tabs: shipped ones first, then one's own and shared ones. */
export function ViewTabs({ table, views, active, count, onChoose, onCreate }: Props) {
  const { t } = useTranslation('views');
  const [creating, setCreating] = useState(false);

  function walk(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || !active) return;
    const next = views[(views.indexOf(active) + step + views.length) % views.length];
    if (next) onChoose(next);
    event.preventDefault();
  }

  return (
    <div className={styles['tabs']}>
      <div className={styles['tabList']} role="tablist" aria-label={t('label')} onKeyDown={walk}>
        {views.map((view) => {
          const Icon = view.kind === 'kanban' ? IconLayoutKanban : IconTable;
          const on = view === active;
          return (
            <span key={view.id} className={styles['tab']} data-on={on || undefined}>
              <button type="button" role="tab" aria-selected={on} tabIndex={on ? 0 : -1} onClick={() => onChoose(view)}>
                <Icon size={15} stroke={1.75} aria-hidden />
                {view.name}
                {on && <i>{count}</i>}
              </button>
              {on && (
                <Menu position="bottom-start" width={208} shadow="md">
                  <Menu.Target>
                    <button type="button" className={styles['more']} aria-label={t('menu', { name: view.name })}>
                      <IconChevronDown size={14} stroke={1.75} />
                    </button>
                  </Menu.Target>
                  <ViewMenu table={table} view={view} views={views} onChoose={onChoose} />
                </Menu>
              )}
            </span>
          );
        })}
      </div>
      <Popover opened={creating} onChange={setCreating} position="bottom-start" shadow="md" trapFocus>
        <Popover.Target>
          <button type="button" className={styles['icon']} aria-label={t('new')} onClick={() => setCreating(!creating)}>
            <IconPlus size={16} stroke={1.75} />
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <NameForm
            label={t('new_name')}
            button={t('create')}
            initial=""
            onDone={async (name) => {
              await onCreate(name);
              setCreating(false);
            }}
          />
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}
