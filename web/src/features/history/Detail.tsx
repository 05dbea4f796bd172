import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconArrowForwardUp, IconChevronLeft, IconFilter, IconLink, IconLock } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError, isApiError } from '@/api/errors';
import { redoOperation, undoOperation, withMails } from '@/api/undo';
import { formatDateTime } from '@/kit/format/dates';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { toast } from '@/kit/notice/notice';
import { Avatar } from '@/kit/parts/Avatar';
import { ChangesTable } from './ChangesTable';
import { countRestored, keyOf, takeBack } from './choose';
import { useSay } from './CellWords';
import { useOperation, useUndo, useUndoPreview } from './data';
import { VerbIcon } from './icons';
import type { CellKey, OperationDetail, UndoCell, UndoPreview } from './types';
import { UndoTable } from './UndoTable';
import styles from './history.module.css';

/** One operation: who, when, why, how much, and what undoing it would do. */
export function Detail({ id, onClose }: { id: number; onClose: (() => void) | undefined }) {
  const { t } = useTranslation('history');
  const operation = useOperation(id);
  const preview = useUndoPreview(id, operation.data?.can_undo ?? false);
  if (operation.isPending) return <LoadingBars />;
  if (!operation.data) {
    const gone = isApiError(operation.error, 'not_found');
    return (
      <PlaceState kind={gone ? 'lock' : 'error'} words={gone ? t('gone') : apiError(operation.error)}>
        {!gone && <Button onClick={() => void operation.refetch()}>{t('retry')}</Button>}
      </PlaceState>
    );
  }
  return (
    <article className={styles.detail} aria-label={operation.data.words}>
      <Head operation={operation.data} onClose={onClose} />
      {preview.isError && <p className={styles.error} role="alert">{apiError(preview.error)}</p>}
      {!operation.data.can_undo && <Done operation={operation.data} />}
      {operation.data.can_undo && preview.isPending && <LoadingBars />}
      {operation.data.can_undo && preview.data && <Undoing key={id} operation={operation.data} preview={preview.data} />}
    </article>
  );
}

function Head({ operation, onClose }: { operation: OperationDetail; onClose: (() => void) | undefined }) {
  const { t, i18n } = useTranslation('history');
  const copy = async () => {
    await navigator.clipboard.writeText(location.href);
    toast({ words: t('linkCopied') });
  };
  return (
    <header className={styles.head}>
      <div className={styles.title}>
        {onClose && <button type="button" className={styles.back} aria-label={t('back')} onClick={onClose}><IconChevronLeft size={20} /></button>}
        <span className={styles.sign} data-large><VerbIcon verb={operation.verb} via={operation.via} words={operation.words} /></span>
        <h2>{operation.words}</h2>
        <Button variant="default" size="compact-md" leftSection={<IconLink size={16} stroke={1.75} />} onClick={() => void copy()}>{t('copyLink')}</Button>
      </div>
      <dl className={styles.meta}>
        <Meta label={t('meta.who')}><Avatar name={operation.actor.label} /> {operation.actor.label}</Meta>
        <Meta label={t('meta.when')}>{formatDateTime(operation.at, i18n.language)}</Meta>
        {operation.reason && <Meta label={t('meta.why')}>{t('quoted', { reason: operation.reason })}</Meta>}
        <Meta label={t('meta.much')}>{t('much', { rows: t('rows', { count: operation.rows }), cells: t('cells', { count: operation.cells }) })}</Meta>
        <Meta label={t('meta.via')}>{t(`via.${operation.via}`, { defaultValue: operation.via })}</Meta>
      </dl>
    </header>
  );
}

function Meta({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** An operation that cannot be undone (any more): its changes, and why. */
function Done({ operation }: { operation: OperationDetail }) {
  const { t } = useTranslation('history');
  const why = operation.state === 'undone' ? 'why.undone' : operation.state === 'running' ? 'why.running' : 'why.notUndoable';
  return (
    <>
      <p className={styles.note}><IconLock size={14} aria-hidden /> {t(why)}</p>
      <div className={styles.scroll}><ChangesTable changes={operation.changes ?? []} verb={operation.verb} /></div>
    </>
  );
}

function Undoing({ operation, preview }: { operation: OperationDetail; preview: UndoPreview }) {
  const { t } = useTranslation('history');
  const [chosen, setChosen] = useState<ReadonlySet<CellKey>>(new Set());
  const [onlyLater, setOnlyLater] = useState(false);
  const say = useSay(preview.cells.map((cell) => cell.table), t('empty'));
  const choose = (cell: UndoCell, take: boolean) => {
    const next = new Set(chosen);
    if (take) next.add(keyOf(cell));
    else next.delete(keyOf(cell));
    setChosen(next);
  };
  const shown = onlyLater ? preview.cells.filter((cell) => cell.kept) : preview.cells;
  const isRedo = operation.undoes !== null;
  return (
    <>
      <div className={styles.counts}>
        <b>{t(isRedo ? 'redoPreview' : 'undoPreview')}</b>
        <span data-tone="green"><IconArrowBackUp size={14} aria-hidden /> {t('restores', { count: countRestored(preview, chosen) })}</span>
        {preview.keep - chosen.size > 0 && <span data-tone="amber"><IconAlertTriangle size={14} aria-hidden /> {t('keeps', { count: preview.keep - chosen.size })}</span>}
        {preview.refused_cells > 0 && <span><IconLock size={14} aria-hidden /> {t('refuses', { count: preview.refused_cells })}</span>}
        {preview.keep > 0 && (
          <button type="button" aria-pressed={onlyLater} onClick={() => setOnlyLater(!onlyLater)}>{t('onlyLater')} <IconFilter size={14} aria-hidden /></button>
        )}
      </div>
      <div className={styles.scroll}>
        <UndoTable cells={shown} verb={operation.verb} say={say} chosen={chosen} onChoose={choose} />
        {preview.capped && <p className={styles.capped}>{t('capped', { count: preview.cells.length })}</p>}
      </div>
      <UndoFoot operation={operation} preview={preview} chosen={chosen} />
    </>
  );
}

function UndoFoot({ operation, preview, chosen }: { operation: OperationDetail; preview: UndoPreview; chosen: ReadonlySet<CellKey> }) {
  const { t } = useTranslation('history');
  const isRedo = operation.undoes !== null;
  const undo = useUndo(operation.id, (answer) => {
    const words = answer.kept > 0 ? t('partly', { restored: answer.restored, kept: answer.kept }) : isRedo ? t('redone', { count: answer.restored }) : t('undoneWords', { words: operation.words });
    toast({
      id: `operation-${operation.id}`,
      words: withMails(words, answer.mails_out),
      action: isRedo
        ? { label: t('undo'), hotkey: 'mod+z', run: () => void undoOperation(answer.operation) }
        : { label: t('redo'), hotkey: 'mod+y', run: () => void redoOperation(answer.operation) },
    });
  });
  const count = countRestored(preview, chosen);
  const later = preview.keep - chosen.size;
  const Icon = isRedo ? IconArrowForwardUp : IconArrowBackUp;
  const error = undo.isError ? apiError(undo.error) : preview.refused?.message;
  return (
    <footer className={styles.foot}>
      <p>{error ? <span className={styles.error} role="alert">{error}</span> : t('footNote')}</p>
      {later > 0 && (
        <Button variant="default" disabled={Boolean(preview.refused)} loading={undo.isPending && undo.variables === 'all'} onClick={() => undo.mutate('all')}>
          {t('undoAll', { count: preview.keep })}
        </Button>
      )}
      <Button
        leftSection={<Icon size={16} />} disabled={Boolean(preview.refused) || count === 0} loading={undo.isPending && undo.variables !== 'all'}
        onClick={() => undo.mutate(takeBack(chosen, preview.cells))}
      >
        {t(isRedo ? 'redoCount' : 'undoCount', { count })}
      </Button>
    </footer>
  );
}
