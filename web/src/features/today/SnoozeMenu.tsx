import { Menu } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import { useEffect, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '@/kit/parts/Kbd';
import { SPANS, type Span } from './types';

interface Props {
  opened: boolean;
  onOpened: (opened: boolean) => void;
  onChoose: (span: Span) => void;
  children: ReactElement;
}

/** For how long: chosen with the pointer, with the arrows, or with 1 to 4. */
export function SnoozeMenu({ opened, onOpened, onChoose, children }: Props) {
  const { t } = useTranslation('today');
  useEffect(() => {
    if (!opened) return;
    const press = (event: KeyboardEvent) => {
      const span = SPANS[Number(event.key) - 1];
      if (span === undefined || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      onOpened(false);
      onChoose(span);
    };
    globalThis.addEventListener('keydown', press);
    return () => globalThis.removeEventListener('keydown', press);
  }, [opened, onOpened, onChoose]);
  return (
    <Menu opened={opened} onChange={onOpened} shadow="md" position="bottom-end" withinPortal width={200} returnFocus={false}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown aria-label={t('snooze')}>
        {SPANS.map((span, index) => (
          <Menu.Item key={span} leftSection={<IconClockPause size={16} />} rightSection={<Kbd>{String(index + 1)}</Kbd>} onClick={() => onChoose(span)}>
            {t(`span.${span}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
