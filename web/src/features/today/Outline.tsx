import { IconBulb, IconPencil } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { notifyUndo } from '@/api/undo';
import { isComposing } from '@/features/record/input/keys';
import { useAction } from '@/features/record/useAction';
import { formatDateTime, formatDay } from '@/kit/format/dates';
import { todayKeys, writeOutline } from './calls';
import type { Brief } from './types';
import styles from './today.module.css';

const words = (value: unknown): string => (typeof value === 'string' ? value : '');

/** 这次说什么: what was agreed for this contact, and the seller's own outline, written in place. */
export function SayNext({ brief, title, canEdit }: { brief: Brief; title: string; canEdit: boolean }) {
  const { t, i18n } = useTranslation('today');
  const [editing, setEditing] = useState(false);
  const expected = words(brief.cells['next_expected']);
  const at = words(brief.cells['next_at']);
  const when = at && (brief.cells['next_has_time'] === true ? formatDateTime(at, i18n.language) : formatDay(at, i18n.language));
  const lines = (brief.outline?.text ?? '').split('\n').map((line) => line.trim()).filter(Boolean);
  return (
    <section className={styles.say} aria-label={t('say')}>
      <IconBulb size={16} stroke={1.75} aria-hidden />
      <div>
        <h3>{t('say')}</h3>
        {expected && <p>{when ? t('agreed', { when, text: expected }) : expected}</p>}
        {editing ? (
          <OutlineForm id={brief.id} title={title} text={brief.outline?.text ?? ''} onClose={() => setEditing(false)} />
        ) : (
          <>
            {lines.length > 0 && <ol>{lines.map((line, index) => <li key={index}>{line.replace(/^\d+[.、)]\s*/, '')}</li>)}</ol>}
            {lines.length === 0 && !expected && <p className={styles.quiet}>{t('outline_none')}</p>}
            {canEdit && (
              <button type="button" className={styles.link} onClick={() => setEditing(true)}>
                <IconPencil size={14} stroke={1.75} /> {t(lines.length > 0 ? 'outline_change' : 'outline_write')}
              </button>
            )}
          </>
        )}
      </div>
    </section>
  );
}

function OutlineForm({ id, title, text, onClose }: { id: number; title: string; text: string; onClose: () => void }) {
  const { t } = useTranslation('today');
  const client = useQueryClient();
  const [typed, setTyped] = useState(text);
  const save = useAction({
    mutationFn: () => writeOutline(id, typed),
    onSuccess: async (answer) => {
      await client.invalidateQueries({ queryKey: todayKeys.brief(id) });
      if (answer.operation) notifyUndo(t('outline_saved', { title }), answer.operation);
      onClose();
    },
  });
  const press = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save.mutate();
    }
  };
  return (
    <div className={styles.outline} onKeyDown={press}>
      <textarea autoFocus rows={3} value={typed} aria-label={t('outline')} placeholder={t('outline_hint')} onChange={(event) => setTyped(event.target.value)} />
      {save.isError && <p role="alert" className={styles.error}>{apiError(save.error)}</p>}
      <button type="button" className={styles.link} disabled={save.isPending} onClick={() => save.mutate()}>{t('outline_save')}</button>
      <button type="button" className={styles.link} onClick={onClose}>{t('cancel')}</button>
    </div>
  );
}
