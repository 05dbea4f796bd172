import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Filter } from '@/api/types';
import styles from './overview.module.css';

/** Opens the leads behind a number; without a filter the number stands alone. */
export function RowsLink(props: { filter: Filter | null | undefined; label: string; className?: string | undefined; children: ReactNode }) {
  const { filter, label, className, children } = props;
  if (!filter) return <span className={className}>{children}</span>;
  return (
    <Link to="/leads" search={{ filter }} className={className ?? styles.link} aria-label={label} title={label}>
      {children}
    </Link>
  );
}
