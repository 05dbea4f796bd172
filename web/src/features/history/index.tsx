import { useTranslation } from 'react-i18next';
import { PlaceState } from '@/kit/parts/PlaceState';
import { TopBarExtra } from '@/kit/parts/Slot';
import { usePhone } from '@/kit/state/usePhone';
import { Detail } from './Detail';
import { Filters } from './Filters';
import { OperationList } from './OperationList';
import { useHistoryPlace } from './useHistoryPlace';
import styles from './history.module.css';

/** What everybody the reader may see did, and how to take it back. */
export function Page() {
  const { t } = useTranslation('history');
  const [place, change] = useHistoryPlace();
  const phone = usePhone();
  const { operation, ...filter } = place;
  const list = (
    <section className={styles.left} aria-label={t('list')} data-list>
      <Filters filter={filter} onChange={(next) => change({ ...next, operation: undefined })} />
      <OperationList filter={filter} open={operation} onOpen={(id) => change({ operation: id })} />
    </section>
  );
  const detail = operation !== undefined && <Detail id={operation} onClose={phone ? () => change({ operation: undefined }) : undefined} />;
  return (
    <div className={styles.page} data-phone={phone}>
      <TopBarExtra>{t('about')}</TopBarExtra>
      {(!phone || !detail) && list}
      {detail || (!phone && <div className={styles.detail}><PlaceState kind="empty" words={t('choose')} /></div>)}
    </div>
  );
}
