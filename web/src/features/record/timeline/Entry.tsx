import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { When } from './When';
import styles from './timeline.module.css';

interface Props {
  icon: ReactNode;
  tone?: 'accent';
  head: ReactNode;
  at: string;
  children?: ReactNode;
  kind: string;
  of?: string | null | undefined;
  itemKey?: string;
}

/** The frame of one entry: icon, who and when in one line, what it tells below. */
export function Entry(props: Props) {
  const { t } = useTranslation('record');
  return (
    <div className={styles.item} data-kind={props.kind} data-key={props.itemKey}>
      <span className={styles.icon} data-tone={props.tone}>{props.icon}</span>
      <div style={{ minWidth: 0 }}>
        <div className={styles.title}>{props.head}{props.of && <span className={styles.small}>{t('timeline.of', { number: props.of })}</span>}<When at={props.at} /></div>
        {props.children}
      </div>
    </div>
  );
}
