import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import { listCommands } from '@/kit/commands/commands';
import { hotkeyWords } from '@/kit/commands/hotkeys';
import { Kbd } from '@/kit/parts/Kbd';
import styles from './shell.module.css';

const GRID_KEYS = ['Enter', 'F2', 'Tab', 'mod+c', 'mod+v', 'mod+d', 'mod+a', 'Delete', 'Escape'] as const;

/** Every key that does something here, read from the commands themselves. */
export function HelpDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('app');
  const { version, organisation } = useSession();
  const commands = opened ? listCommands().filter((command) => command.hotkey) : [];
  return (
    <Modal opened={opened} onClose={onClose} title={t('help.title')} size={560}>
      <dl className={styles['keys']}>
        {commands.map((command) => (
          <div key={command.id}>
            <dt>{command.label}</dt>
            <dd>
              <Kbd>{hotkeyWords(command.hotkey ?? '')}</Kbd>
            </dd>
          </div>
        ))}
        {GRID_KEYS.map((key) => (
          <div key={key}>
            <dt>{t(`help.grid.${key}`)}</dt>
            <dd>
              <Kbd>{hotkeyWords(key)}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles['about']}>{t('help.about', { organisation, version })}</p>
    </Modal>
  );
}
