import { Button } from '@mantine/core';
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { useSession } from '@/api/session';
import { SectionHead, WhenLoaded } from '../parts/Section';
import styles from '../settings.module.css';

interface Seal {
  ok: boolean;
  sealed: number;
  unsealed: number;
  broken?: number | null;
}

/** 数据完整性: whether the history is still what was written. */
export default function IntegritySection() {
  const { t } = useTranslation('settings');
  const { version } = useSession();
  const seal = useQuery({ queryKey: ['seal'], queryFn: () => api.get<Seal>('/seal'), staleTime: 0 });
  return (
    <>
      <SectionHead title={t('section.integrity')} words={t('integrity.words')}>
        <Button size="xs" variant="default" loading={seal.isFetching} onClick={() => void seal.refetch()}>{t('integrity.check')}</Button>
      </SectionHead>
      <WhenLoaded query={seal}>{seal.data && <Verdict seal={seal.data} />}</WhenLoaded>
      <p className={styles.small}>{t('integrity.version', { version })}</p>
    </>
  );
}

function Verdict({ seal }: { seal: Seal }) {
  const { t } = useTranslation('settings');
  const number = (count: number) => count.toLocaleString('en-US');
  if (seal.ok) {
    return (
      <div className={styles.note} data-tone="green" role="status">
        <IconShieldCheck size={16} stroke={1.75} aria-hidden />
        {t('integrity.ok', { sealed: number(seal.sealed), unsealed: number(seal.unsealed) })}
      </div>
    );
  }
  return (
    <div className={styles.note} data-tone="red" role="alert">
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
      <span>
        {t('integrity.broken', { change: seal.broken ?? '?' })} <Link to="/history">{t('integrity.history')}</Link>
      </span>
    </div>
  );
}
