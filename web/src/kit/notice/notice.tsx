import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { hotkeyWords } from '../commands/hotkeys';
import { Kbd } from '../parts/Kbd';
import styles from './notice.module.css';

export interface Notice {
  /** The same id replaces the former notice. */
  id?: string;
  words: string;
  tone?: 'plain' | 'red';
  action?: { label: string; hotkey?: string; run: () => void };
}

const SHOWN_MS = 8_000;

function Body({ notice, close }: { notice: Notice; close: () => void }) {
  const { action } = notice;
  const Icon = notice.tone === 'red' ? IconAlertTriangle : IconCircleCheck;
  return (
    <div className={styles['body']} data-tone={notice.tone ?? 'plain'}>
      <Icon size={16} stroke={1.75} aria-hidden />
      <span className={styles['words']}>{notice.words}</span>
      {action && (
        <button
          type="button"
          onClick={() => {
            close();
            action.run();
          }}
        >
          {action.label}
          {action.hotkey && <Kbd>{hotkeyWords(action.hotkey)}</Kbd>}
        </button>
      )}
    </div>
  );
}

/** One line at the lower right that goes by itself; an action stays reachable from the history. */
export function toast(notice: Notice): void {
  const id = notice.id ?? `notice-${notice.words}`;
  notifications.hide(id);
  notifications.show({
    id,
    autoClose: SHOWN_MS,
    message: <Body notice={notice} close={() => notifications.hide(id)} />,
    withBorder: false,
    classNames: { root: styles['toast'] ?? '', body: styles['inner'] ?? '', closeButton: styles['close'] ?? '' },
  });
}
