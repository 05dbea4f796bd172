import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { IconArrowRight, IconCalendarEvent } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseText } from '@/api/tables';
import type { Option } from '@/api/types';
import { formatDate, formatDateTime } from '@/kit/format/dates';
import { optionLabel } from '../words';
import type { ResolvedNext } from './draft';
import type { ComposerState } from './useComposer';
import styles from './composer.module.css';

/** A date without a time ends with its day: only then is a contact overdue, so no hour is shown. */
function instantWords(next: ResolvedNext, language: string): string {
  if (!next.at) return '';
  return next.hasTime ? formatDateTime(next.at, language) : formatDateTime(next.at, language).slice(0, -6);
}

function Resolved({ next, methods }: { next: ResolvedNext; methods: readonly Option[] }) {
  const { i18n } = useTranslation('record');
  return (
    <span className={styles.resolved}>
      <IconCalendarEvent size={14} stroke={1.75} aria-hidden />
      {instantWords(next, i18n.language)} {optionLabel(methods, next.method)}
    </span>
  );
}

/** The next step: what the text says or the cadence proposes, beside the date it means; or typed by the person. */
export function NextRow({ composer, methods }: { composer: ComposerState; methods: readonly Option[] }) {
  const { t } = useTranslation('record');
  const { draft, change, next, error } = composer;
  return (
    <div className={styles.row}>
      <span className={styles.label}>{t('composer.next')}</span>
      {draft.next.kind === 'typed' ? (
        <TypedNext composer={composer} methods={methods} />
      ) : (
        <div className={styles.line}>
          {next && <span className={next.source === 'read' ? styles.words : styles.quiet}>{next.words}</span>}
          {next && <IconArrowRight size={14} className={styles.quiet} aria-hidden />}
          {next ? <Resolved next={next} methods={methods} /> : <span className={styles.quiet}>{t('composer.nextNone')}</span>}
          <span className={styles.end}>
            <button type="button" className={styles.link} onClick={() => change({ next: { kind: 'typed', text: '', at: null, hasTime: false } })}>
              {t(next ? 'composer.nextChange' : 'composer.nextAdd')}
            </button>
            {next && (
              <button type="button" className={styles.link} onClick={() => change({ next: { kind: 'none' } })}>
                {t('composer.nextDrop')}
              </button>
            )}
          </span>
        </div>
      )}
      {error?.part === 'next' && <p className={styles.error} role="alert">{error.words}</p>}
    </div>
  );
}

function TypedNext({ composer, methods }: { composer: ComposerState; methods: readonly Option[] }) {
  const { t, i18n } = useTranslation('record');
  const { draft, change } = composer;
  const typed = draft.next.kind === 'typed' ? draft.next : null;
  const [text, setText] = useState(typed?.text ?? '');
  const [asked] = useDebouncedValue(text.trim(), 250);
  const parsed = useQuery({
    queryKey: ['parse', 'leads', 'next_at', asked],
    queryFn: () => parseText('leads', 'next_at', asked),
    enabled: asked !== '',
    staleTime: 60_000,
  });
  const value = typeof parsed.data?.value === 'string' ? parsed.data.value : null;
  const wrong = asked !== '' ? parsed.data?.error?.message : undefined;
  return (
    <div>
      <div className={styles.line}>
        <input
          className={styles.input} value={text} autoFocus aria-label={t('composer.nextTyped')} aria-invalid={wrong !== undefined}
          placeholder={t('composer.nextPlaceholder')}
          onChange={(event) => {
            setText(event.target.value);
            change({ next: { kind: 'typed', text: event.target.value, at: null, hasTime: false } });
          }}
        />
        {value && asked !== '' && (
          <span className={styles.resolved}>
            <IconCalendarEvent size={14} aria-hidden />
            {value.length > 10 ? formatDateTime(value, i18n.language) : formatDate(value, i18n.language)}
          </span>
        )}
        <span className={styles.end}>
          <button type="button" className={styles.link} onClick={() => change({ next: { kind: 'auto' } })}>{t('composer.nextAuto')}</button>
        </span>
      </div>
      <div className={styles.chips} style={{ marginTop: 4 }}>
        {methods.map((option) => (
          <button
            key={option.key} type="button" className={styles.chip} aria-pressed={draft.nextMethod === option.key}
            onClick={() => change({ nextMethod: draft.nextMethod === option.key ? null : option.key })}
          >
            {option.label}
          </button>
        ))}
      </div>
      {wrong && <p className={styles.error} role="alert">{wrong}</p>}
    </div>
  );
}
