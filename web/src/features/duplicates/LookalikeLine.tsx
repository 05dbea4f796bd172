import { IconLayersIntersect } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { toast } from '@/kit/notice/notice';
import { askManager, useLookalikes, type Facts } from './useLookalikes';
import type { Lookalike } from './types';
import styles from './duplicates.module.css';

interface Props {
  facts: Facts | undefined;
  exclude?: number;
  /** Opens the lead that is there already; absent where that would lose what is typed. */
  onOpen?: (lead: number) => void;
}

/** A quiet line under what is typed: a lead like this exists, or is a colleague's. Empty most of the time. */
export function LookalikeLine({ facts, exclude, onOpen }: Props) {
  const found = useLookalikes(facts, exclude);
  const own = found?.matches.find((one) => one.lead !== null);
  const match = own ?? found?.matches[0];
  return (
    <div className={styles.line} role="status">
      {match?.lead ? <Known match={match} onOpen={onOpen} /> : match && facts ? <Somebodys key={JSON.stringify(facts)} facts={facts} /> : null}
    </div>
  );
}

function Known({ match, onOpen }: { match: Lookalike; onOpen: Props['onOpen'] }) {
  const { t } = useTranslation('duplicates');
  const { lead } = match;
  if (!lead) return null;
  const words = [lead.number, lead.title].filter(Boolean).join(' ');
  return (
    <>
      <IconLayersIntersect size={14} stroke={1.75} aria-hidden />
      <span>{t('line.known', { lead: words, facts: [lead.owner_name, lead.stage].filter(Boolean).join('，') })}</span>
      {onOpen && <button type="button" onClick={() => onOpen(lead.id)}>{t('line.open')}</button>}
    </>
  );
}

/** Neither whose nor what: only that a manager should look. */
function Somebodys({ facts }: { facts: Facts }) {
  const { t } = useTranslation('duplicates');
  const [state, setState] = useState<'idle' | 'busy' | 'asked'>('idle');
  const ask = async () => {
    setState('busy');
    try {
      await askManager(facts);
      setState('asked');
    } catch (error) {
      setState('idle');
      toast({ words: apiError(error), tone: 'red' });
    }
  };
  return (
    <>
      <IconLayersIntersect size={14} stroke={1.75} aria-hidden />
      <span>{t('line.somebodys')}</span>
      {state === 'asked' ? <small>{t('line.asked')}</small> : <button type="button" disabled={state === 'busy'} onClick={() => void ask()}>{t('line.ask')}</button>}
    </>
  );
}
