import { Button } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo, useSession } from '@/api/session';
import { PlaceState } from '@/kit/parts/PlaceState';
import { SectionHead, WhenLoaded } from '../parts/Section';
import { linkCell, textCell, type SettingRow } from '../parts/cells';
import { useSettingRows } from '../parts/settingRows';
import { CardEditor } from './CardEditor';
import { useCardStep } from './calls';
import settings from '../settings.module.css';
import styles from './scorecards.module.css';

const COLUMNS = ['name', 'pipeline', 'unit', 'active', 'a_from', 'b_from', 'c_from', 'cap'];

/** 评分卡: what makes a lead worth pursuing. A draft is tried on leads that are there, then switched on. */
export default function ScorecardsSection() {
  const { t } = useTranslation('quality');
  const session = useSession();
  const cards = useSettingRows('scorecards', { columns: COLUMNS });
  const step = useCardStep();
  const [open, setOpen] = useState<number>();
  const shown = cards.data?.find(({ id }) => id === open) ?? cards.data?.find((row) => row.cells['active'] === true) ?? cards.data?.[0];
  const mayCreate = mayDo(session, 'scorecards', 'create');

  async function copy(card: SettingRow): Promise<void> {
    const made = await step(card.id, 'copy', t('cards.copied', { name: textCell(card, 'name') }));
    if (made?.id !== undefined) setOpen(made.id);
  }

  return (
    <>
      <SectionHead title={t('cards.title')} words={t('cards.words')}>
        {shown && mayCreate && (
          <Button size="xs" variant="default" leftSection={<IconCopy size={16} />} onClick={() => void copy(shown)}>{t('cards.copy')}</Button>
        )}
      </SectionHead>
      <WhenLoaded query={cards}>
        {shown === undefined ? (
          <PlaceState kind="empty" words={t('cards.none')} />
        ) : (
          <>
            {cards.data && cards.data.length > 1 && (
              <div className={styles.tabs} role="tablist" aria-label={t('cards.title')}>
                {cards.data.map((card) => <CardTab key={card.id} card={card} on={card.id === shown.id} onOpen={setOpen} />)}
              </div>
            )}
            <CardEditor key={shown.id} card={shown} mayEdit={mayDo(session, 'scorecards', 'edit')} onCopy={mayCreate ? () => void copy(shown) : undefined} />
          </>
        )}
      </WhenLoaded>
    </>
  );
}

function CardTab({ card, on, onOpen }: { card: SettingRow; on: boolean; onOpen: (id: number) => void }) {
  const { t } = useTranslation('quality');
  const active = card.cells['active'] === true;
  const place = [linkCell(card, 'pipeline')?.label, linkCell(card, 'unit')?.label].filter(Boolean).join(' · ');
  return (
    <button type="button" role="tab" aria-selected={on} className={styles.tab} onClick={() => onOpen(card.id)}>
      {active ? <IconCircleCheck size={16} stroke={1.75} className={styles.active} aria-hidden /> : <IconCircleDashed size={16} stroke={1.75} aria-hidden />}
      {textCell(card, 'name')}
      <small className={settings.quiet}>{[t(active ? 'cards.in_use' : 'cards.draft'), place].filter(Boolean).join(' · ')}</small>
    </button>
  );
}
