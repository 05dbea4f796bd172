import { Button } from '@mantine/core';
import { IconArchive, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StageMark } from '@/fields/parts/StageMark';
import { numberCell, textCell, type SettingRow } from '../parts/cells';
import { RetireStage } from './RetireStage';
import { SaveStageDialog } from './SaveStageDialog';
import { StageForm } from './StageForm';
import { changesOf, draftOf, isRetired, kindOf } from './stages';
import settings from '../settings.module.css';
import styles from './stages.module.css';

/** One stage as a draft: changed freely, its effect shown, then saved as one operation. */
export function StageEditor({ stage, stages, mayEdit }: { stage: SettingRow; stages: readonly SettingRow[]; mayEdit: boolean }) {
  const { t } = useTranslation('settings');
  const before = draftOf(stage);
  const [draft, setDraft] = useState(before);
  const [retiring, setRetiring] = useState(false);
  const [saving, setSaving] = useState(false);
  const changes = changesOf(before, draft);
  const mayRetire = mayEdit && kindOf(stage) === 'open' && !isRetired(stage);
  return (
    <section className={`${settings.card} ${styles.editor}`} aria-label={textCell(stage, 'name')}>
      <header className={styles.editorHead}>
        <h3>
          <span className={styles.stage}>
            <StageMark kind={draft.kind} progress={numberCell(stage, 'progress') ?? 0} />
            {draft.name}
          </span>
        </h3>
        {mayRetire && (
          <Button size="xs" variant={retiring ? 'light' : 'subtle'} color={retiring ? 'accent' : 'gray'} aria-expanded={retiring} leftSection={<IconArchive size={16} />} onClick={() => setRetiring((open) => !open)}>
            {t('stages.retire')}
          </Button>
        )}
      </header>
      <StageForm stage={stage} draft={draft} disabled={!mayEdit} onChange={setDraft} />
      {changes.length > 0 && (
        <div className={styles.buttons}>
          <span className={settings.small} style={{ flex: 1, alignSelf: 'center' }}>
            <IconPencil size={14} stroke={1.75} aria-hidden /> {t('unsaved', { changes: changes.length })}
          </span>
          <Button size="sm" variant="default" onClick={() => setDraft(before)}>{t('discard')}</Button>
          <Button size="sm" onClick={() => setSaving(true)}>{t('stages.look_and_save')}</Button>
        </div>
      )}
      {retiring && <RetireStage stage={stage} stages={stages} onClose={() => setRetiring(false)} />}
      {saving && <SaveStageDialog stage={stage} changes={changes} draft={draft} onClose={() => setSaving(false)} />}
    </section>
  );
}
