import { Checkbox, MultiSelect, NumberInput, SegmentedControl, Slider, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useTable } from '@/api/tables';
import type { SettingRow } from '../parts/cells';
import { useActualRates } from './leadsByStage';
import type { StageDraft, StageKind } from './stages';
import settings from '../settings.module.css';
import styles from './stages.module.css';

interface Props {
  stage: SettingRow;
  draft: StageDraft;
  disabled: boolean;
  onChange: (draft: StageDraft) => void;
}

const KINDS: readonly StageKind[] = ['open', 'won', 'lost'];

function numberOrNull(value: number | string): number | null {
  return typeof value === 'number' ? value : null;
}

export function StageForm({ stage, draft, disabled, onChange }: Props) {
  const { t } = useTranslation('settings');
  const { columns } = useTable('leads');
  const actual = useActualRates().get(stage.id);
  const change = (part: Partial<StageDraft>) => onChange({ ...draft, ...part });
  const fillable = columns.filter((column) => column.writable !== 'never' && column.kind !== 'checkbox');
  return (
    <div className={settings.form}>
      <TextInput size="sm" label={t('stages.name')} disabled={disabled} value={draft.name} onChange={(event) => change({ name: event.currentTarget.value })} />
      <div>
        <div className={styles.label} id="stage-kind">{t('stages.kind')}</div>
        <SegmentedControl
          size="sm" fullWidth disabled={disabled} aria-labelledby="stage-kind" value={draft.kind}
          data={KINDS.map((kind) => ({ value: kind, label: t(`stages.kind_${kind}`) }))} onChange={(kind) => change({ kind: kind as StageKind })}
        />
      </div>
      <Textarea
        wrapperProps={{ 'data-wide': true }} size="sm" autosize minRows={2} label={t('stages.definition')} disabled={disabled} value={draft.definition}
        onChange={(event) => change({ definition: event.currentTarget.value })}
      />
      <div>
        <div className={styles.label}>{t('stages.probability')}</div>
        <div className={styles.probability}>
          <Slider size="sm" min={0} max={100} disabled={disabled} label={null} thumbLabel={t('stages.probability')} value={draft.probability ?? 0} onChange={(probability) => change({ probability })} />
          <NumberInput size="sm" w={84} min={0} max={100} suffix="%" hideControls disabled={disabled} aria-label={t('stages.probability')} value={draft.probability ?? ''} onChange={(value) => change({ probability: numberOrNull(value) })} />
        </div>
        <div className={settings.small}>{actual ? t('stages.actual', { rate: Math.round(actual.rate), leads: actual.reached }) : t('stages.no_actual')}</div>
      </div>
      <NumberInput
        size="sm" min={0} max={999} allowDecimal={false} disabled={disabled} label={t('stages.allowance')} placeholder={t('stages.no_limit')}
        inputWrapperOrder={['label', 'input', 'description']} description={t('stages.allowance_words')} value={draft.allowance_days ?? ''}
        onChange={(value) => change({ allowance_days: numberOrNull(value) })}
      />
      <MultiSelect
        wrapperProps={{ 'data-wide': true }} size="sm" searchable disabled={disabled} label={t('stages.requires')} placeholder={t('stages.add_field')}
        data={fillable.map((column) => ({ value: column.id, label: column.label }))} value={draft.requires} onChange={(requires) => change({ requires })}
      />
      <Checkbox wrapperProps={{ 'data-wide': true }} size="sm" disabled={disabled} label={t('stages.is_default')} checked={draft.is_default} onChange={(event) => change({ is_default: event.currentTarget.checked })} />
    </div>
  );
}
