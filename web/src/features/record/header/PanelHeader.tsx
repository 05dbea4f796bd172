import {
  IconAlertTriangle, IconArrowsMaximize, IconArrowsMinimize, IconBeach, IconChevronDown, IconChevronUp, IconCircleCheck, IconCircleDashed,
  IconClockHour4, IconLink, IconX, IconChevronLeft,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAwayPerson } from '@/api/away';
import { useSession } from '@/api/session';
import type { StatusCell, TableSchema } from '@/api/types';
import { GradeBadge } from '@/fields/parts/GradeBadge';
import { Avatar } from '@/fields/parts/Avatar';
import { formatDay } from '@/kit/format/dates';
import { toast } from '@/kit/notice/notice';
import { Fact } from '../facts/Fact';
import type { FactEdit } from '../facts/useFactEdit';
import type { RecordDetail } from '../types';
import { asPerson, asStatus, asText } from '../words';
import styles from './header.module.css';

interface Props {
  schema: TableSchema;
  record: RecordDetail;
  edit: FactEdit;
  canEdit: boolean;
  place: string | undefined;
  phone: boolean;
  full: boolean;
  onFull: () => void;
  onStep: (step: 1 | -1) => void;
  onClose: () => void;
  onAssign: (() => void) | undefined;
  /** Stage bar and actions. */
  children: ReactNode;
}

/** Name, grade, status in words, owner: what one must know before the first word is said. */
export function PanelHeader(props: Props) {
  const { schema, record, edit, canEdit, onAssign } = props;
  const title = schema.columns.find((column) => column.id === schema.title_column);
  const grade = asText(record.cells['grade']);
  const owner = asPerson(record.cells['owner']);
  const status = asStatus(record.cells['status']);
  return (
    <header className={styles.header}>
      <Controls {...props} />
      <div className={styles.line}>
        <div className={styles.name} role="heading" aria-level={2}>
          {title && <Fact table={schema.key} record={record} column={title} edit={edit} canEdit={canEdit} heading />}
        </div>
        {grade && <GradeBadge grade={grade} />}
        <span className={styles.number}>{asText(record.cells['number'])}</span>
      </div>
      <div className={styles.line}>
        {status && <Status status={status} />}
        {schema.columns.some((column) => column.id === 'owner') && <Owner owner={owner} onAssign={onAssign} />}
      </div>
      {props.children}
    </header>
  );
}

function Controls({ place, phone, full, onFull, onStep, onClose }: Props) {
  const { t } = useTranslation('record');
  const copy = async () => {
    await navigator.clipboard.writeText(location.href);
    toast({ words: t('header.linkCopied') });
  };
  return (
    <div className={styles.controls}>
      {phone ? (
        <IconButton label={t('close')} onClick={onClose}><IconChevronLeft size={22} stroke={1.6} /></IconButton>
      ) : (
        <>
          <IconButton label={t('header.former')} onClick={() => onStep(-1)}><IconChevronUp size={16} /></IconButton>
          <IconButton label={t('header.next')} onClick={() => onStep(1)}><IconChevronDown size={16} /></IconButton>
        </>
      )}
      <span className={styles.place}>{place}</span>
      <IconButton label={t('header.copyLink')} onClick={() => void copy()}><IconLink size={16} stroke={1.75} /></IconButton>
      {!phone && (
        <>
          <IconButton label={t(full ? 'header.panel' : 'header.full')} onClick={onFull}>
            {full ? <IconArrowsMinimize size={16} stroke={1.75} /> : <IconArrowsMaximize size={16} stroke={1.75} />}
          </IconButton>
          <IconButton label={t('header.close')} onClick={onClose}><IconX size={16} /></IconButton>
        </>
      )}
    </div>
  );
}

function IconButton(props: { label: string; onClick: () => void; children: ReactNode }) {
  return <button type="button" className={styles.icon} aria-label={props.label} title={props.label} onClick={props.onClick}>{props.children}</button>;
}

const STATUS_ICONS = { green: IconCircleCheck, amber: IconClockHour4, red: IconAlertTriangle, done: IconCircleCheck, none: IconCircleDashed };

/** The first clause says how it stands, the rest why. */
function Status({ status }: { status: StatusCell }) {
  const Icon = STATUS_ICONS[status.level];
  const cut = status.words.search(/[，,]/);
  const head = cut > 0 ? status.words.slice(0, cut) : status.words;
  return (
    <span className={styles.status} data-level={status.level} title={status.words}>
      <Icon size={16} stroke={1.75} aria-hidden />
      <b>{head}</b>
      {cut > 0 && <span>{status.words.slice(cut + 1).trim()}</span>}
    </span>
  );
}

function Owner({ owner, onAssign }: { owner: { id: number; label: string } | null; onAssign: (() => void) | undefined }) {
  const { t } = useTranslation('record');
  const body = owner ? (
    <>
      <Avatar id={owner.id} name={owner.label} /> {owner.label}
    </>
  ) : t('header.noOwner');
  return (
    <span className={styles.owner}>
      <span>{t('header.owner')}</span>
      {onAssign ? (
        <button type="button" className={styles.person} aria-label={t('header.assignFrom', { name: owner?.label ?? t('header.noOwner') })} onClick={onAssign}>{body}</button>
      ) : (
        <span className={styles.person}>{body}</span>
      )}
      {owner && <AwayMark id={owner.id} />}
    </span>
  );
}

/** The owner is away today: until when, and who acts for them; the stand-in is told so in a line of its own. */
function AwayMark({ id }: { id: number }) {
  const { t, i18n } = useTranslation('record');
  const away = useAwayPerson(id);
  const me = useSession().person.id;
  if (!away || away.stand_in_id === me) return null;
  const until = formatDay(away.until, i18n.language);
  return (
    <span className={styles.away}>
      <IconBeach size={14} stroke={1.75} aria-hidden />
      {away.stand_in ? t('header.awayFor', { until, name: away.stand_in }) : t('header.away', { until })}
    </span>
  );
}
