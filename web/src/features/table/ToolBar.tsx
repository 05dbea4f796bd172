import { Button } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconBaselineDensityMedium, IconDownload, IconLayersIntersect, IconPlus, IconSearch, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filter, TableSchema, ViewColumn } from '@/api/types';
import type { Density } from '@/tableview/model/contract';
import { ColumnsMenu, FilterChips, GroupMenu, SortMenu } from '../views';
import type { SearchChange } from './search';
import type { ViewState } from './viewState';
import styles from './table.module.css';

interface Props {
  schema: TableSchema;
  view: ViewState;
  layout: ViewColumn[];
  density: Density;
  phone: boolean;
  /** The saved view may be overwritten with what is shown. */
  maySave: boolean;
  changed: boolean;
  draft: Filter | undefined;
  onDraft: (draft: Filter | undefined) => void;
  onSearch: (next: SearchChange) => void;
  onLayout: (layout: ViewColumn[]) => void;
  onResetLayout: () => void;
  onDensity: () => void;
  onSave: () => void;
  onReset: () => void;
  onExport: () => void;
  onNew: () => void;
}

/** Filter, find, group, sort, columns, height, export and the one primary button. */
export function ToolBar(props: Props) {
  const { schema, view, phone, onSearch } = props;
  const { t } = useTranslation('table');
  return (
    <div className={styles['bar']} role="toolbar" aria-label={t('toolbar')}>
      <FilterChips
        columns={schema.columns} filter={view.filter} draft={props.draft} onDraft={props.onDraft}
        onChange={(filter) => onSearch({ filter: filter ?? { and: [] } })}
      />
      {props.changed && (
        <span className={styles['unsaved']}>
          {props.maySave && (
            <button type="button" onClick={props.onSave}>
              {t('save_view')}
            </button>
          )}
          <button type="button" onClick={props.onReset}>
            {t('reset_view')}
          </button>
        </span>
      )}
      <span className={styles['space']} />
      {!phone && view.kind === 'grid' && (
        <>
          <GroupMenu columns={schema.columns} group={view.group} onChange={(group) => onSearch({ group: group ?? '' })} />
          <SortMenu columns={schema.columns} sort={view.sort} onChange={(sort) => onSearch({ sort })} />
          <ColumnsMenu schema={schema} layout={props.layout} onChange={props.onLayout} onReset={props.onResetLayout} />
          <button type="button" className={styles['icon']} aria-label={t(`density.${props.density}`)} title={t(`density.${props.density}`)} onClick={props.onDensity}>
            <IconBaselineDensityMedium size={16} stroke={1.75} />
          </button>
          <span className={styles['rule']} />
        </>
      )}
      {schema.key === 'leads' && !phone && schema.actions.includes('edit') && (
        <Link to="/duplicates" className={styles['icon'] ?? ''} aria-label={t('duplicates:title')} title={t('duplicates:title')}>
          <IconLayersIntersect size={16} stroke={1.75} />
        </Link>
      )}
      <FindBox q={view.q} onChange={(q) => onSearch({ q: q === '' ? undefined : q })} />
      {!phone && schema.actions.includes('export') && (
        <Button variant="default" size="compact-md" className={styles['button'] ?? ''} leftSection={<IconDownload size={16} stroke={1.75} />} onClick={props.onExport}>
          {t('export.button')}
        </Button>
      )}
      {schema.actions.includes('create') && (
        <Button size="compact-md" className={styles['button'] ?? ''} leftSection={<IconPlus size={16} stroke={2} />} onClick={props.onNew}>
          {t('new.button', { table: schema.label })}
        </Button>
      )}
    </div>
  );
}

const FIND_WAIT_MS = 250;

/** Finds within the view; nothing is sent while the input method still composes. */
function FindBox({ q, onChange }: { q: string; onChange: (q: string) => void }) {
  const { t } = useTranslation('table');
  const [typed, setTyped] = useState(q);
  const [open, setOpen] = useState(q !== '');
  const composing = useRef(false);
  const send = useDebouncedCallback((words: string) => onChange(words.trim()), FIND_WAIT_MS);
  if (!open) {
    return (
      <button type="button" className={styles['icon']} aria-label={t('find')} title={t('find')} onClick={() => setOpen(true)}>
        <IconSearch size={16} stroke={1.75} />
      </button>
    );
  }
  const close = () => {
    setTyped('');
    setOpen(false);
    onChange('');
  };
  return (
    <span className={styles['find']}>
      <IconSearch size={14} stroke={1.75} aria-hidden />
      <input
        autoFocus
        type="search"
        aria-label={t('find')}
        placeholder={t('find_hint')}
        value={typed}
        onCompositionStart={() => (composing.current = true)}
        onCompositionEnd={(event) => {
          composing.current = false;
          send(event.currentTarget.value);
        }}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          if (!composing.current) send(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.nativeEvent.isComposing) close();
        }}
      />
      <button type="button" aria-label={t('find_close')} onClick={close}>
        <IconX size={13} stroke={1.75} />
      </button>
    </span>
  );
}
