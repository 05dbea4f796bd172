import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonField } from '@/features/record/dialogs/PersonField';
import styles from './today.module.css';

interface Props {
  person: { id: number; name: string } | null;
  onPick: (person: { id: number; name: string } | null) => void;
}

/** For who leads others: the list of a seller, as far as their leads are in scope. */
export function WhoseToday({ person, onPick }: Props) {
  const { t } = useTranslation('today');
  const [picking, setPicking] = useState(false);
  return (
    <div className={styles.whose}>
      {picking ? (
        <PersonField
          label={t('whose')}
          onPick={(id, name) => {
            if (id === null) return;
            setPicking(false);
            onPick({ id, name });
          }}
        />
      ) : (
        <button type="button" onClick={() => setPicking(true)}>{person ? t('of_person', { name: person.name }) : t('whose')}</button>
      )}
      {(picking || person) && (
        <button
          type="button"
          onClick={() => {
            setPicking(false);
            onPick(null);
          }}
        >
          {t('mine')}
        </button>
      )}
    </div>
  );
}
