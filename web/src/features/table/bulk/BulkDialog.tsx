import { Alert, Button, Group, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableSchema } from '@/api/types';
import type { RowChecks } from '@/tableview/model/contract';
import { stageLabel } from '../../record/stage/pipelines';
import { stagesQuery } from '../../views/lookup';
import { LinkedSelect } from '../../views/LinkedSelect';
import type { RowQuery } from '../rows/rowStore';
import { useBulk, type BulkRequest } from './useBulk';

export type BulkAction = 'assign' | 'rules' | 'stage' | 'grade' | 'next' | 'confirm' | 'pause' | 'finish' | 'drop' | 'delete' | 'claim' | 'release';

/** Claiming and releasing ask in a dialog of their own. */
type DialogAction = Exclude<BulkAction, 'claim' | 'release'>;

interface Props {
  action: DialogAction;
  schema: TableSchema;
  query: RowQuery;
  checks: RowChecks;
  chosen: number;
  onDone: () => void;
  onClear: () => void;
  onClose: () => void;
}

interface Draft {
  value: string;
  ids: number[];
  reason: string;
  amount: string;
}

/** Actions that need nothing but a yes. */
const PLAIN = new Set<BulkAction>(['rules', 'delete', 'confirm', 'finish', 'drop']);

const EMPTY: Draft = { value: '', ids: [], reason: '', amount: '' };

/** Asks what is needed for one bulk action; the button names the effect and the count. */
export function BulkDialog(props: Props) {
  const { action, schema, chosen, onClose, onClear } = props;
  const { t } = useTranslation('table');
  const [draft, setDraft] = useState(EMPTY);
  const { data: stages = [] } = useQuery({ ...stagesQuery, enabled: action === 'stage' });
  const target = stages.find((stage) => String(stage.id) === draft.value);
  const bulk = useBulk({ table: schema.key, query: props.query, checks: props.checks, onDone: props.onDone });
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await bulk.run(requestOf(action, schema.key, draft, target?.kind, (count) => t(`bulk.done_${action}`, { count })))) {
      onClear();
      onClose();
    }
  }

  const needsReason = target?.kind === 'lost';
  const ready = PLAIN.has(action) || (action === 'assign' ? draft.ids.length > 0 : action === 'pause' ? draft.reason.trim() !== '' : draft.value !== '') && (!needsReason || draft.reason.trim() !== '');
  return (
    <Modal opened onClose={onClose} title={t(`bulk.title_${action}`, { count: chosen })} size={420}>
      <form onSubmit={(event) => void submit(event)} style={{ display: 'grid', gap: 12 }}>
        {action === 'assign' && <OwnerField schema={schema} ids={draft.ids} onChange={(ids) => set({ ids })} />}
        {action === 'stage' && (
          <Select
            data-autofocus label={t('bulk.to_stage')} searchable value={draft.value || null} onChange={(value) => set({ value: value ?? '' })}
            data={stages.map((stage) => ({ value: String(stage.id), label: stageLabel(stage) }))}
            description={target?.definition}
          />
        )}
        {action === 'grade' && (
          <Select
            data-autofocus label={t('bulk.to_grade')} searchable value={draft.value || null} onChange={(value) => set({ value: value ?? '' })}
            data={(schema.columns.find((column) => column.id === 'grade')?.options ?? []).map(({ key, label }) => ({ value: key, label }))}
          />
        )}
        {action === 'pause' && (
          <TextInput
            data-autofocus label={t('bulk.pause_until')} placeholder={t('bulk.pause_hint')} value={draft.value}
            onChange={(event) => set({ value: event.currentTarget.value })}
          />
        )}
        {action === 'next' && (
          <TextInput
            data-autofocus label={t('bulk.next_when')} placeholder={t('bulk.next_hint')} value={draft.value}
            onChange={(event) => set({ value: event.currentTarget.value })}
          />
        )}
        {target?.kind === 'won' && (
          <TextInput label={t('ask.amount')} description={t('bulk.amount_each')} value={draft.amount} onChange={(event) => set({ amount: event.currentTarget.value })} />
        )}
        {PLAIN.has(action) ? (
          <p style={{ margin: 0 }}>{t(`bulk.${action}_words`)}</p>
        ) : (
          (action === 'assign' || action === 'pause' || target) && (
            <Textarea
              label={t(needsReason ? 'ask.lost_reason' : action === 'pause' ? 'bulk.pause_reason' : 'bulk.reason')} required={needsReason || action === 'pause'} withAsterisk={false} autosize minRows={1}
              value={draft.reason} onChange={(event) => set({ reason: event.currentTarget.value })}
            />
          )
        )}
        {bulk.error && <Alert color="red" role="alert">{bulk.error}</Alert>}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={bulk.busy} disabled={!ready} {...(action === 'delete' && { variant: 'outline', color: 'red' })}>
            {bulk.suspect > 0 ? t('bulk.go_despite', { count: bulk.suspect }) : t(`bulk.go_${action}`, { count: chosen })}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

function OwnerField({ schema, ids, onChange }: { schema: TableSchema; ids: number[]; onChange: (ids: number[]) => void }) {
  const { t } = useTranslation('table');
  const column = schema.columns.find((candidate) => candidate.id === 'owner');
  if (!column) return null;
  return (
    <LinkedSelect labelled column={column} label={t('bulk.to_owner')} ids={ids} onChange={(next) => onChange(next.slice(-1))} />
  );
}

function requestOf(action: DialogAction, table: string, draft: Draft, kind: 'open' | 'won' | 'lost' | undefined, words: BulkRequest['words']): BulkRequest {
  const reason = draft.reason.trim();
  const because = reason ? { reason } : {};
  switch (action) {
    case 'assign':
      return { path: '/leads/assign', body: { owner: draft.ids[0], reason }, words };
    case 'rules':
      return { path: '/leads/assign-by-rule', body: because, words, takesQuery: true };
    case 'stage': {
      const lost = kind === 'lost' ? { lost_reason: reason } : {};
      const amount = kind === 'won' && draft.amount.trim() ? { amount: draft.amount.trim() } : {};
      return { path: '/leads/advance', body: { stage: Number(draft.value), ...because, ...lost, ...amount }, words };
    }
    case 'grade':
      return { path: `/tables/${table}/bulk`, body: { set: { grade: draft.value } }, words, takesQuery: true };
    case 'next':
      return { path: `/tables/${table}/bulk`, body: { set: { next_at: draft.value } }, words, takesQuery: true };
    case 'confirm':
      return { path: '/leads/confirm', body: {}, words };
    case 'pause':
      return { path: '/leads/pause', body: { until: draft.value.trim() || null, reason, via: 'grid' }, words };
    case 'finish':
    case 'drop':
      return { path: '/tasks/settle', body: { state: action === 'finish' ? 'done' : 'dropped', via: 'grid' }, words };
    case 'delete':
      return { path: `/tables/${table}/delete`, body: because, words };
  }
}

