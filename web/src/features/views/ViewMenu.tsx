import { Menu, Modal } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconCheck, IconCopy, IconHome, IconPencil, IconTrash, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import type { View } from '@/api/types';
import { DefaultRoles } from './DefaultRoles';
import { NameForm } from './NameForm';
import { draftOf, mayChange, useViewActions } from './viewActions';

const AUDIENCES = ['private', 'team', 'all'] as const;

interface Props {
  table: string;
  view: View;
  views: View[];
  onChoose: (view: View) => void;
}

/** Everything that can be done with one view. Shipped views can be copied, not changed. */
export function ViewMenu({ table, view, views, onChoose }: Props) {
  const { t } = useTranslation('views');
  const { person } = useSession();
  const { create, change, remove } = useViewActions(table);
  const [naming, setNaming] = useState<'rename' | 'copy'>();
  const [choosing, setChoosing] = useState(false);
  const own = mayChange(view, person.id);

  function move(step: 1 | -1): void {
    const other = views[views.indexOf(view) + step];
    if (!other) return;
    // Equal positions would not swap: the neighbour's place is stepped over instead.
    change.mutate({ id: view.id, draft: { position: other.position + (other.position === view.position ? step : 0) } });
    if (mayChange(other, person.id)) change.mutate({ id: other.id, draft: { position: view.position } });
  }

  async function name(words: string): Promise<void> {
    if (naming === 'rename') await change.mutateAsync({ id: view.id, draft: { name: words } });
    else onChoose(await create.mutateAsync({ ...draftOf(view), name: words, shared: 'private', position: view.position + 1 }));
    setNaming(undefined);
  }

  function drop(): void {
    remove.mutate(view);
    const next = views.find((candidate) => candidate !== view);
    if (next) onChoose(next);
  }

  return (
    <>
      <Menu.Dropdown>
        {own && (
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setNaming('rename')}>
            {t('rename')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => setNaming('copy')}>
          {t('copy')}
        </Menu.Item>
        {own && (
          <>
            <Menu.Item leftSection={<IconArrowLeft size={16} />} disabled={views[0] === view} onClick={() => move(-1)}>
              {t('left')}
            </Menu.Item>
            <Menu.Item leftSection={<IconArrowRight size={16} />} disabled={views.at(-1) === view} onClick={() => move(1)}>
              {t('right')}
            </Menu.Item>
            <Menu.Label>{t('audience')}</Menu.Label>
            {AUDIENCES.map((audience) => (
              <Menu.Item
                key={audience}
                leftSection={<IconUsers size={16} />}
                rightSection={view.shared === audience ? <IconCheck size={14} /> : null}
                onClick={() => change.mutate({ id: view.id, draft: { shared: audience } })}
              >
                {t(`shared.${audience}`)}
              </Menu.Item>
            ))}
            {view.default_roles && (
              <Menu.Item leftSection={<IconHome size={16} />} onClick={() => setChoosing(true)}>
                {t('first_for')}
              </Menu.Item>
            )}
            <Menu.Divider />
            <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={drop}>
              {t('delete')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
      <Modal opened={choosing} onClose={() => setChoosing(false)} title={t('first_for')} size={360}>
        <DefaultRoles
          roles={view.default_roles ?? []}
          onDone={async (roles) => {
            await change.mutateAsync({ id: view.id, draft: { default_roles: roles } });
            setChoosing(false);
          }}
        />
      </Modal>
      <Modal opened={naming !== undefined} onClose={() => setNaming(undefined)} title={t(naming === 'rename' ? 'rename' : 'copy')} size={288}>
        <NameForm
          label={t('new_name')}
          button={t(naming === 'rename' ? 'rename' : 'create')}
          initial={naming === 'rename' ? view.name : t('copy_of', { name: view.name })}
          onDone={name}
        />
      </Modal>
    </>
  );
}
