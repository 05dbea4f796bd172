import { Button, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import '@/fields/fields.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo, useSession } from '@/api/session';
import { PlaceState } from '@/kit/parts/PlaceState';
import { SectionHead, WhenLoaded } from '../parts/Section';
import { textCell, type SettingRow } from '../parts/cells';
import { useSettingRows } from '../parts/settingRows';
import { NewPipelineDialog } from './NewPipelineDialog';
import { NewStageDialog } from './NewStageDialog';
import { RecentChanges } from './RecentChanges';
import { StageBar } from './StageBar';
import { StageEditor } from './StageEditor';
import { StageList } from './StageList';
import { useMakeDefault } from './pipelines';
import { isRetired, STAGE_COLUMNS, stagesOf } from './stages';
import settings from '../settings.module.css';
import styles from './stages.module.css';

/** Where new leads begin. */
const isDefaultLine = (row: SettingRow) => row.cells['is_default'] === true;

/** 阶段: what counts as which step, how likely it is won from there, what must be filled in, how long it may take. */
export default function StagesSection() {
  const { t } = useTranslation('settings');
  const session = useSession();
  const pipelines = useSettingRows('pipelines', { columns: ['name', 'is_default', 'position'] });
  const stages = useSettingRows('stages', { columns: STAGE_COLUMNS });
  const [picked, setPicked] = useState<number | null>(null);
  const [open, setOpen] = useState<number | null>(null);
  const [adding, setAdding] = useState(false);
  const [addingLine, setAddingLine] = useState(false);
  const pipeline = picked ?? (pipelines.data?.find(isDefaultLine) ?? pipelines.data?.[0])?.id ?? null;
  const current = pipelines.data?.find((row) => row.id === pipeline);
  const isDefault = current !== undefined && isDefaultLine(current);
  const makeDefault = useMakeDefault();
  const lineLabel = (row: SettingRow) => {
    const named = { name: textCell(row, 'name') };
    return isDefaultLine(row) ? t('stages.pipeline_default', named) : t('stages.pipeline_is', named);
  };
  const rows = stagesOf(stages.data ?? [], pipeline);
  const chosen = rows.find((row) => row.id === open) ?? rows.find((row) => !isRetired(row));
  const mayEdit = mayDo(session, 'stages', 'edit');
  return (
    <>
      <SectionHead title={t('section.stages')} words={t('stages.words')}>
        {pipelines.data && pipelines.data.length > 1 && (
          <Select
            size="xs" allowDeselect={false} aria-label={t('stages.pipeline')} value={pipeline === null ? null : String(pipeline)}
            data={pipelines.data.map((row) => ({ value: String(row.id), label: lineLabel(row) }))}
            onChange={(id) => setPicked(Number(id))}
          />
        )}
        {!isDefault && current && mayDo(session, 'pipelines', 'edit') && (
          <Button size="xs" variant="default" onClick={() => void makeDefault(current.id, t('stages.line_default_done', { name: textCell(current, 'name') }))}>
            {t('stages.line_default')}
          </Button>
        )}
        {mayDo(session, 'pipelines', 'create') && <Button size="xs" variant="default" leftSection={<IconPlus size={16} />} onClick={() => setAddingLine(true)}>{t('stages.line_add')}</Button>}
        {mayDo(session, 'stages', 'create') && <Button size="xs" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>{t('stages.add')}</Button>}
      </SectionHead>
      <WhenLoaded query={stages}>
        {rows.length === 0 ? (
          <PlaceState kind="empty" words={t('stages.none')} />
        ) : (
          <div className={settings.split}>
            <div className={styles.side}>
              <StageList stages={rows} open={chosen?.id} mayEdit={mayEdit} onOpen={setOpen} />
              <StageBar stages={rows.filter((row) => !isRetired(row))} here={chosen?.id} />
              <RecentChanges table="stages" />
            </div>
            {chosen && <StageEditor key={chosen.id} stage={chosen} stages={rows} mayEdit={mayEdit && !isRetired(chosen)} />}
          </div>
        )}
      </WhenLoaded>
      {addingLine && <NewPipelineDialog pipelines={pipelines.data ?? []} from={pipeline} onMade={setPicked} onClose={() => setAddingLine(false)} />}
      {adding && <NewStageDialog pipeline={pipeline} stages={rows} onMade={setOpen} onClose={() => setAdding(false)} />}
    </>
  );
}
