import { Menu } from '@mantine/core';
import {
  IconBrandWechat, IconBuildingStore, IconChevronDown, IconDots, IconMail, IconMapPinCheck, IconMessage, IconPackage, IconPhone,
  IconPresentation, IconUsersGroup,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { Option } from '@/api/types';
import styles from './composer.module.css';

type Icon = ComponentType<{ size?: number; stroke?: number }>;

const ICONS: Record<string, Icon> = {
  phone: IconPhone, visit: IconMapPinCheck, wechat: IconBrandWechat, email: IconMail, meeting: IconUsersGroup,
  demo: IconPresentation, exhibition: IconBuildingStore, sample: IconPackage,
};

export function MethodIcon({ method }: { method: string | null }) {
  const Icon = ICONS[method ?? ''] ?? IconMessage;
  return <Icon size={14} stroke={1.75} />;
}

const SHOWN_AT_FIRST = 6;

/** How the customer was reached; the rarer ways stand in a menu. */
export function Methods(props: { options: readonly Option[]; value: string; onChoose: (key: string) => void }) {
  const { t } = useTranslation('record');
  const first = props.options.slice(0, SHOWN_AT_FIRST);
  const rare = props.options.slice(SHOWN_AT_FIRST);
  const chosen = rare.find((option) => option.key === props.value);
  return (
    <div role="radiogroup" aria-label={t('composer.method')} style={{ display: 'contents' }}>
      {[...first, ...(chosen ? [chosen] : [])].map((option) => {
        return (
          <button
            key={option.key} type="button" role="radio" aria-checked={option.key === props.value}
            className={styles.method} onClick={() => props.onChoose(option.key)}
          >
            <MethodIcon method={option.key} />
            {option.label}
          </button>
        );
      })}
      {rare.length > 0 && (
        <Menu shadow="md" position="bottom-start" withinPortal>
          <Menu.Target>
            <button type="button" className={styles.method} aria-label={t('composer.methodMore')}><IconDots size={14} /></button>
          </Menu.Target>
          <Menu.Dropdown>
            {rare.map((option) => (
              <Menu.Item key={option.key} onClick={() => props.onChoose(option.key)}>{option.label}</Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

/** Who was spoken to: the main contact unless another one is picked. */
export function WithContact(props: { names: readonly string[]; value: string | null; onChoose: (name: string) => void }) {
  const { t } = useTranslation('record');
  if (props.names.length === 0) return null;
  return (
    <Menu shadow="md" position="bottom-end" withinPortal>
      <Menu.Target>
        <button type="button" className={styles.with}>
          {t('composer.with')} <b>{props.value ?? props.names[0]}</b>
          <IconChevronDown size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {props.names.map((name) => (
          <Menu.Item key={name} onClick={() => props.onChoose(name)}>{name}</Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
