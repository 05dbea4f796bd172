import { IconAlertTriangle, IconCircleCheck, IconClockHour4, IconPhone, IconPhoneOff } from '@tabler/icons-react';
import i18next from 'i18next';
import { useRef, useState, type UIEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CellValue, StatusCell } from '@/api/types';
import { formatDateTime } from '@/kit/format/dates';
import { formatMoney } from '@/kit/format/money';
import type { GridRow } from '@/tableview/model/contract';
import { reachOf } from '../freshness/bad';
import type { RowStore } from './rows/rowStore';
import styles from './cards.module.css';

const CARD = 92;
const AROUND = 8;

interface Props {
  store: RowStore;
  onOpen: (rowId: number) => void;
}

/** The table on a phone: one card a row, only those near the window drawn, so that any number scrolls. */
export function CardList({ store, onOpen }: Props) {
  const { t } = useTranslation('table');
  const list = useRef<HTMLDivElement>(null);
  const [window_, setWindow] = useState({ from: 0, to: 20 });

  function scroll(event: UIEvent<HTMLDivElement>): void {
    const { scrollTop, clientHeight } = event.currentTarget;
    const from = Math.max(0, Math.floor(scrollTop / CARD) - AROUND);
    const to = Math.ceil((scrollTop + clientHeight) / CARD) + AROUND;
    if (from === window_.from && to === window_.to) return;
    setWindow({ from, to });
    store.ensure({ from, to });
  }

  const count = store.rowCount;
  const indexes = Array.from({ length: Math.max(0, Math.min(window_.to, count) - window_.from) }, (_, at) => window_.from + at);
  return (
    <div ref={list} className={styles['list']} onScroll={scroll} role="list" aria-label={t('list')}>
      <div style={{ height: count * CARD, position: 'relative' }}>
        {indexes.map((index) => (
          <div key={index} role="listitem" className={styles['item']} style={{ top: index * CARD, height: CARD }}>
            <Card row={store.getRow(index)} onOpen={onOpen} />
          </div>
        ))}
      </div>
    </div>
  );
}

const label = (value: CellValue | undefined): string =>
  value === null || value === undefined ? '' : typeof value === 'object' && 'label' in value ? value.label : String(value);

const ICONS = { red: IconAlertTriangle, amber: IconClockHour4, green: IconCircleCheck, done: IconCircleCheck, none: IconCircleCheck };

function Status({ status }: { status: StatusCell | null }) {
  if (!status || status.level === 'none') return null;
  const Icon = ICONS[status.level];
  return (
    <span className={styles['status']} data-level={status.level}>
      <Icon size={15} stroke={1.75} aria-hidden />
      {status.words}
    </span>
  );
}

function Card({ row, onOpen }: { row: GridRow | undefined; onOpen: (rowId: number) => void }) {
  const { t } = useTranslation('table');
  if (!row) return <div className={styles['loading']} aria-busy="true"><i /><i /></div>;
  const cells = row.cells as Record<string, CellValue>;
  const title = label(cells['company']) || label(cells['contact']) || label(cells['number']) || label(cells['text']);
  const amount = typeof cells['amount'] === 'number' ? formatMoney(cells['amount'], i18next.language) : '';
  const next = typeof cells['next_at'] === 'string' ? formatDateTime(cells['next_at'], i18next.language) : '';
  const phone = reachOf(cells, ['mobile', 'phone']);
  const grade = label(cells['grade']);
  return (
    <div className={styles['card']} data-left={row.left || undefined}>
      <button type="button" className={styles['open']} onClick={() => onOpen(row.id)}>
        <span className={styles['title']}>
          <b>{title}</b>
          {grade && <i data-letter={grade[0]}>{grade.replace('-', '−')}</i>}
        </span>
        <Status status={(cells['status'] ?? null) as StatusCell | null} />
        <span className={styles['facts']}>{[label(cells['contact']), label(cells['stage']), label(cells['lead']), label(cells['assignee']), amount, next].filter(Boolean).join('，')}</span>
      </button>
      {phone.live && !row.masked?.has('mobile') && (
        <a className={styles['call']} href={`tel:${phone.live.replace(/[^\d+]/g, '')}`} aria-label={t('call', { name: title })}>
          <IconPhone size={22} stroke={1.75} />
        </a>
      )}
      {phone.dead && (
        <span className={styles['dead']} role="img" aria-label={t('call_dead', { name: title })}>
          <IconPhoneOff size={20} stroke={1.75} />
        </span>
      )}
    </div>
  );
}
