import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { mayDo, useSession } from '@/api/session';
import { useTable } from '@/api/tables';
import type { TableSchema } from '@/api/types';
import { notifyUndo } from '@/api/undo';
import { useCommands } from '@/kit/commands/commands';
import { toast } from '@/kit/notice/notice';
import { wakeLead } from './calls';
import { AcceptBar } from './assigning/AcceptBar';
import { Why } from './assigning/Why';
import { Composer } from './composer/Composer';
import { Contacts } from './contacts/Contacts';
import { AssignDialog } from './dialogs/AssignDialog';
import { DeleteDialog } from './dialogs/DeleteDialog';
import { PauseDialog } from './dialogs/PauseDialog';
import { ShareDialog } from './dialogs/ShareDialog';
import { Enquiries } from './enquiries/Enquiries';
import { PoolLine } from '../pool';
import { ReleaseDialog } from '../pool/ReleaseDialog';
import { MergeWithDialog } from '../merge/MergeWithDialog';
import { Facts } from './facts/Facts';
import { useFactEdit, type FactEdit } from './facts/useFactEdit';
import { Actions, type RecordVerbs } from './header/Actions';
import { PanelHeader } from './header/PanelHeader';
import { StageBar } from './header/StageBar';
import type { RecordPanelProps } from './index';
import { useOwnStages } from './data';
import { Quality } from './quality/Quality';
import { Referrals } from './referrals/Referrals';
import { StageMoveDialog } from './stage/StageMoveDialog';
import { useStageMove } from './stage/useStageMove';
import { Timeline } from './timeline/Timeline';
import type { RecordDetail } from './types';
import { useAction } from './useAction';
import { asPerson, asText } from './words';
import styles from './record.module.css';

const SendDialog = lazy(() => import('../materials/SendDialog'));

interface Props extends RecordPanelProps {
  record: RecordDetail;
  phone: boolean;
  /** Timeline and facts behind tabs instead of side by side. */
  folded: boolean;
}

type Dialog = 'send' | 'pause' | 'assign' | 'release' | 'share' | 'merge' | 'delete' | null;

/** The loaded record: header, then timeline with composer, then facts. */
export function RecordView(props: Props) {
  const { table, record, phone, onClose, onStep } = props;
  const { t } = useTranslation('record');
  const schema = useTable(table);
  const session = useSession();
  const isLead = table === 'leads';
  const edit = useFactEdit(table, record);
  const stages = useOwnStages(record, isLead);
  const move = useStageMove(record, stages);
  const input = useRef<HTMLTextAreaElement>(null);
  const [dialog, setDialog] = useState<Dialog>(null);
  const [full, setFull] = useState(false);
  const [tab, setTab] = useState<Tab>('timeline');
  const may = (action: string) => record.actions.includes(action);
  const canLog = isLead && may('edit') && mayDo(session, 'followups', 'create');
  const seesMaterials = (session.tables['materials']?.reach ?? 'none') !== 'none';
  const mine = asPerson(record.cells['owner'])?.id === session.person.id;
  const log = useCallback(() => {
    setTab('timeline');
    requestAnimationFrame(() => input.current?.focus());
  }, []);
  usePanelKeys(onStep, onClose, canLog ? log : undefined);

  const client = useQueryClient();
  const wake = useAction({
    mutationFn: () => wakeLead(record.id),
    onSuccess: (answer) => {
      notifyUndo(t('pause.woken', { title }), answer.operation);
      return client.invalidateQueries({ queryKey: keys.row('leads', record.id) });
    },
    onError: (error) => toast({ tone: 'red', words: apiError(error) }),
  });
  const title = asText(record.cells[schema.title_column]) ?? asText(record.cells['contact']) ?? String(record.id);
  const verbs: RecordVerbs = {
    ...(canLog ? { log } : {}),
    ...(isLead && may('edit') ? { advance: move.start } : {}),
    ...(canLog && mayDo(session, 'sendings', 'create') && seesMaterials ? { send: () => setDialog('send') } : {}),
    ...(isLead && may('assign') ? { assign: () => setDialog('assign') } : {}),
    ...(isLead && may('edit') ? { share: () => setDialog('share') } : {}),
    ...(isLead && may('edit') && may('delete') ? { merge: () => setDialog('merge') } : {}),
    ...(isLead && may('edit') ? (record.cells['paused_until'] ? { wake: () => wake.mutate() } : { pause: () => setDialog('pause') }) : {}),
    ...(isLead && may('edit') && mine ? { release: () => setDialog('release') } : {}),
    ...(may('delete') ? { remove: () => setDialog('delete') } : {}),
  };
  const close = () => setDialog(null);
  return (
    <div className={styles.view} data-full={full} data-folded={props.folded}>
      <PanelHeader
        schema={schema} record={record} edit={edit} canEdit={may('edit')} place={props.place} phone={phone} full={full}
        onFull={() => setFull(!full)} onStep={onStep} onClose={onClose} onAssign={verbs.assign}
      >
        {isLead && <PoolLine record={record} schema={schema} />}
        {isLead && <StageBar record={record} onChoose={verbs.advance} />}
        {isLead && <AcceptBar record={record} title={title} phone={phone} />}
        <Actions record={record} stages={stages} verbs={verbs} phone={phone} />
      </PanelHeader>
      <Body
        schema={schema} record={record} edit={edit} tab={tab} onTab={setTab} folded={props.folded} phone={phone} canLog={canLog} input={input}
        onSaved={(operation) => notifyUndo(t('composer.saved', { title }), operation)}
      />
      {move.asking && <StageMoveDialog key={move.asking.id} lead={{ id: record.id, title, cells: record.cells }} stage={move.asking} schema={schema} via="panel" {...(move.asked ? { asked: move.asked } : {})} onDone={move.finish} onCancel={move.cancel} />}
      {dialog === 'send' && <Suspense fallback={null}><SendDialog id={record.id} title={title} onClose={close} /></Suspense>}
      {dialog === 'assign' && <AssignDialog id={record.id} title={title} onClose={close} />}
      {dialog === 'pause' && <PauseDialog id={record.id} title={title} onClose={close} />}
      {dialog === 'release' && <ReleaseDialog id={record.id} onClose={close} />}
      {dialog === 'share' && <ShareDialog table={table} id={record.id} title={title} onClose={close} />}
      {dialog === 'merge' && <MergeWithDialog id={record.id} title={title} onClose={close} />}
      {dialog === 'delete' && <DeleteDialog table={table} id={record.id} title={title} onClose={close} onDeleted={onClose} />}
    </div>
  );
}

/** J and K walk the table, F writes a follow-up, Esc closes. */
function usePanelKeys(onStep: Props['onStep'], onClose: () => void, log: (() => void) | undefined): void {
  const { t } = useTranslation('record');
  const commands = useMemo(
    () => [
      { id: 'record.next', label: t('header.next'), section: t('panel'), hotkey: 'j', run: () => onStep(1) },
      { id: 'record.former', label: t('header.former'), section: t('panel'), hotkey: 'k', run: () => onStep(-1) },
      { id: 'record.close', label: t('header.close'), section: t('panel'), hotkey: 'Escape', run: onClose },
      ...(log ? [{ id: 'record.log', label: t('action.log'), section: t('panel'), hotkey: 'f', run: log }] : []),
    ],
    [t, onStep, onClose, log],
  );
  useCommands(commands);
}

type Tab = 'timeline' | 'facts' | 'contacts';

interface BodyProps {
  schema: TableSchema;
  record: RecordDetail;
  edit: FactEdit;
  tab: Tab;
  onTab: (tab: Tab) => void;
  folded: boolean;
  phone: boolean;
  canLog: boolean;
  input: React.RefObject<HTMLTextAreaElement | null>;
  onSaved: (operation: number) => void;
}

function Body({ schema, record, edit, tab, onTab, folded, phone, canLog, input, onSaved }: BodyProps) {
  const { t } = useTranslation('record');
  const isLead = schema.key === 'leads';
  const me = useSession().person.id;
  const seesEnquiries = (useSession().tables['enquiries']?.reach ?? 'none') !== 'none';
  const canEdit = record.actions.includes('edit');
  const composer = canLog && <Composer record={record} schema={schema} input={input} phone={phone} onSaved={onSaved} />;
  const contacts = isLead && <Contacts record={record} schema={schema} edit={edit} canEdit={canEdit} />;
  const attached = isLead && (
    <>
      {seesEnquiries && <Enquiries leadId={record.id} canEdit={canEdit} />}
      <Referrals leadId={record.id} />
    </>
  );
  const facts = (
    <>
      {isLead && <Why id={record.id} me={me} />}
      {isLead && <Quality schema={schema} record={record} edit={edit} canEdit={canEdit} />}
      <Facts schema={schema} record={record} edit={edit} canEdit={canEdit}>{!phone && contacts}{attached}</Facts>
    </>
  );
  if (!isLead) return <div className={styles.facts}>{facts}</div>;
  const left = (
    <div className={styles.left}>
      {!phone && composer}
      {!canLog && <p className={styles.noRight}>{t('composer.noRight')}</p>}
      <Timeline leadId={record.id} schema={schema} canWrite={canLog} />
    </div>
  );
  if (!folded) {
    return (
      <div className={styles.body}>
        {left}
        <div className={styles.facts}>{facts}</div>
      </div>
    );
  }
  const tabs: Tab[] = phone ? ['timeline', 'facts', 'contacts'] : ['timeline', 'facts'];
  return (
    <>
      <div className={styles.tabs} role="tablist" aria-label={t('panel')}>
        {tabs.map((one) => (
          <button key={one} type="button" role="tab" aria-selected={one === tab} onClick={() => onTab(one)}>{t(`tab.${one}`)}</button>
        ))}
      </div>
      <div className={styles.single} role="tabpanel">
        {tab === 'timeline' && left}
        {tab === 'facts' && <div className={styles.facts}>{facts}</div>}
        {tab === 'contacts' && <div className={styles.contacts}>{contacts}</div>}
      </div>
      {phone && tab === 'timeline' && composer}
    </>
  );
}
