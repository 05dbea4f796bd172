import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo, useSession } from '@/api/session';
import { PlaceState } from '@/kit/parts/PlaceState';
import { SectionHead, WhenLoaded } from '../parts/Section';
import { useSettingRows } from '../parts/settingRows';
import { ChannelEditor } from './ChannelEditor';
import { CHANNEL_COLUMNS, isRetired, treeOf } from './channels';
import { ChannelTree } from './ChannelTree';
import { NewChannelDialog } from './NewChannelDialog';
import settings from '../settings.module.css';

/** 来源渠道: where leads come from, as a tree, with further names, costs, and a way out of use that loses no lead. */
export default function ChannelsSection() {
  const { t } = useTranslation('channels');
  const session = useSession();
  const channels = useSettingRows('channels', { columns: CHANNEL_COLUMNS });
  const [open, setOpen] = useState<number | null>(null);
  const [adding, setAdding] = useState(false);
  const rows = channels.data ?? [];
  const tree = treeOf(rows);
  const chosen = rows.find((row) => row.id === open) ?? tree.find(({ row, depth }) => depth > 0 && !isRetired(row))?.row ?? tree[0]?.row;
  const mayEdit = mayDo(session, 'channels', 'edit');
  return (
    <>
      <SectionHead title={t('title')} words={t('words')}>
        {mayDo(session, 'channels', 'create') && <Button size="xs" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>{t('add')}</Button>}
      </SectionHead>
      <WhenLoaded query={channels}>
        {tree.length === 0 ? (
          <PlaceState kind="empty" words={t('none')} />
        ) : (
          <div className={settings.split}>
            <ChannelTree tree={tree} channels={rows} open={chosen?.id} mayEdit={mayEdit} onOpen={setOpen} />
            {chosen && <ChannelEditor key={chosen.id} channel={chosen} channels={rows} mayEdit={mayEdit} />}
          </div>
        )}
      </WhenLoaded>
      {adding && <NewChannelDialog channels={rows} below={chosen} onMade={setOpen} onClose={() => setAdding(false)} />}
    </>
  );
}
