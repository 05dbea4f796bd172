import { IconAlertTriangle, IconLock, IconTable, IconWifiOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './parts.module.css';

const ICONS = { empty: IconTable, error: IconAlertTriangle, offline: IconWifiOff, lock: IconLock };

/** What a place shows instead of its content: empty, failed, without network, without right. */
export function PlaceState(props: { kind: keyof typeof ICONS; title?: string; words: string; children?: ReactNode }) {
  const Icon = ICONS[props.kind];
  return (
    <div className={styles['state']} data-tone={props.kind === 'error' ? 'red' : 'plain'} role="status">
      <Icon size={28} stroke={1.5} aria-hidden />
      {props.title && <h2>{props.title}</h2>}
      <p>{props.words}</p>
      {props.children && <div className={styles['actions']}>{props.children}</div>}
    </div>
  );
}

/** Quiet grey bars of the final height while something loads; nothing shimmers. */
export function LoadingBars({ rows = 8 }: { rows?: number }) {
  return (
    <div className={styles['bars']} role="status" aria-busy="true">
      {Array.from({ length: rows }, (_, index) => (
        <i key={index} style={{ width: `${30 + ((index * 37) % 55)}%` }} />
      ))}
    </div>
  );
}
