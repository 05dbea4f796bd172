import { Alert, Button, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconArrowLeft, IconGitMerge, IconLock } from '@tabler/icons-react';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError, isApiError } from '@/api/errors';
import { EvidenceOf, PairWalk, usePairWalk } from '@/features/duplicates/compare';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { TopBarExtra } from '@/kit/parts/Slot';
import { undecided } from './choices';
import { Consequences } from './Consequences';
import { useMerge, useMergePreview } from './data';
import { MergeTable } from './MergeTable';
import { MomentLine } from './MomentLine';
import type { Choices, MergePreview } from './types';
import { useMergePlace, type MergePlace } from './useMergePlace';
import styles from './merge.module.css';

/** 合并: leads side by side, the result before it is written, and what comes of it. */
export function Page() {
  const { t } = useTranslation('merge');
  const place = useMergePlace();
  if (place.ids.length < 2) return <PlaceState kind="empty" words={t('pick_more')}><BackButton /></PlaceState>;
  return <Comparison key={place.ids.join('-')} place={place} />;
}

function BackButton() {
  const { t } = useTranslation('merge');
  const { history } = useRouter();
  return <Button variant="default" onClick={() => history.back()}>{t('back')}</Button>;
}

function Comparison({ place }: { place: MergePlace }) {
  const { t } = useTranslation('merge');
  const [keep, setKeep] = useState<number>();
  const [choices, setChoices] = useState<Choices>({});
  const asked = useMergePreview({ ids: place.ids, keep, choices });
  const { history } = useRouter();
  const walk = usePairWalk(place.pair);
  if (asked.isPending) return <LoadingBars rows={14} />;
  if (!asked.data) {
    const lock = isApiError(asked.error) && asked.error.status === 403;
    const kind = isApiError(asked.error, 'offline') ? 'offline' : lock || isApiError(asked.error, 'not_found') ? 'lock' : 'error';
    return (
      <PlaceState kind={kind} words={lock ? t('no_right') : isApiError(asked.error, 'not_found') ? t('gone') : apiError(asked.error)}>
        {kind !== 'lock' && <Button onClick={() => void asked.refetch()}>{t('again')}</Button>}
        <BackButton />
      </PlaceState>
    );
  }
  const preview = asked.data;
  return (
    <div className={styles.page}>
      <TopBarExtra>{t('title')}</TopBarExtra>
      <header className={styles.head}>
        <button type="button" className={styles.icon} aria-label={t('back')} onClick={() => history.back()}><IconArrowLeft size={16} stroke={1.75} /></button>
        <h2>{t(place.pair === undefined ? 'head_plain' : 'head', { count: preview.leads.length })}</h2>
        {walk && <PairWalk walk={walk} />}
      </header>
      <div className={styles.body}>
        <aside className={styles.aside}>
          <EvidenceOf ids={place.ids} pair={place.pair} />
          <Consequences preview={preview} choices={choices} />
        </aside>
        <section className={styles.main} aria-label={t('table.label')}>
          <MergeTable preview={preview} choices={choices} busy={asked.isPlaceholderData} onChoices={setChoices} onKeep={setKeep} />
          <MomentLine preview={preview} />
          <Foot preview={preview} choices={choices} {...(walk ? { onSkip: walk.next } : {})} />
        </section>
      </div>
    </div>
  );
}

interface FootProps {
  preview: MergePreview;
  choices: Choices;
  /** Leads to the next pair of suspects; absent when these leads were picked by hand. */
  onSkip?: () => void;
}

function Foot({ preview, choices, onSkip }: FootProps) {
  const { t } = useTranslation('merge');
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const number = preview.leads.find((lead) => lead.id === preview.keep)?.number ?? '';
  const merge = useMerge(t('done', { count: preview.leads.length, number }), (answer) => {
    if (onSkip) onSkip();
    else void navigate({ to: '/leads', search: { record: answer.keep } });
  });
  const open = undecided(preview.columns, choices);
  const stop = preview.refused?.message ?? (open ? t('undecided') : merge.error ? apiError(merge.error) : undefined);
  return (
    <>
      {stop && (
        <Alert className={styles.stop ?? ''} color={open && !preview.refused ? 'yellow' : 'red'} role="alert" icon={preview.refused ? <IconLock size={16} /> : undefined}>
          {stop}
        </Alert>
      )}
      <footer className={styles.foot}>
        <p><IconArrowBackUp size={14} stroke={1.75} aria-hidden />{t('reversible')}</p>
        <TextInput
          aria-label={t('reason')} placeholder={t('reason')} value={reason} maxLength={2000} className={styles.reason ?? ''}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {onSkip && <Button variant="default" onClick={onSkip}>{t('skip')}</Button>}
        <Button
          leftSection={<IconGitMerge size={16} stroke={1.75} />} loading={merge.isPending} disabled={preview.refused !== null || open !== undefined}
          onClick={() => merge.mutate({ ids: preview.leads.map((lead) => lead.id), keep: preview.keep, choices, reason: reason.trim() })}
        >
          {t('go', { number })}
        </Button>
      </footer>
    </>
  );
}
