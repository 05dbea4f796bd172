import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { addComment } from '../calls';
import { usePeople } from '../data';
import { isComposing } from '../input/keys';
import type { PersonHit } from '../types';
import { mentionAt, insertMention, mentionedIds } from './mentions';
import { useAction } from '../useAction';
import styles from './timeline.module.css';

interface Props {
  leadId: number;
  followupId?: number;
  onClose: () => void;
}

/** A remark for colleagues: `@` offers people, Ctrl+Enter sends. */
export function CommentBox({ leadId, followupId, onClose }: Props) {
  const { t } = useTranslation('record');
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [caret, setCaret] = useState(0);
  const [picked, setPicked] = useState<PersonHit[]>([]);
  const [at, setAt] = useState(0);
  const mention = mentionAt(text, caret);
  const people = usePeople(mention?.query ?? '', mention !== null).data ?? [];
  const offered = mention ? people : [];
  const send = useAction({
    mutationFn: () =>
      addComment(leadId, { text: text.trim(), mentions: mentionedIds(text, picked), ...(followupId ? { followup_id: followupId } : {}) }),
    onSuccess: () => {
      onClose();
      return client.invalidateQueries({ queryKey: keys.row('leads', leadId) });
    },
  });

  const pick = (person: PersonHit) => {
    if (!mention) return;
    const after = insertMention(text, mention, person.label);
    setText(after.text);
    setCaret(after.caret);
    setPicked([...picked, person]);
    setAt(0);
  };

  const press = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const marked = offered[Math.min(at, offered.length - 1)];
    if (marked && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(offered.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (marked && event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      pick(marked);
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text.trim() && !send.isPending) {
      event.preventDefault();
      send.mutate();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      if (text.trim() === '') onClose();
    }
  };

  return (
    <div className={styles.write}>
      <textarea
        autoFocus value={text} aria-label={t('comment.text')} placeholder={t('comment.placeholder')} onKeyDown={press}
        onChange={(event) => {
          setText(event.target.value);
          setCaret(event.target.selectionStart);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
      />
      {offered.length > 0 && (
        <ul className={styles.people} role="listbox" aria-label={t('comment.people')}>
          {offered.map((person, index) => (
            <li
              key={person.id} role="option" aria-selected={index === at}
              onMouseDown={(event) => {
                event.preventDefault();
                pick(person);
              }}
            >
              {person.label}
              {person.unit && <span>{person.unit}</span>}
            </li>
          ))}
        </ul>
      )}
      {send.isError && <p className={styles.error} role="alert">{apiError(send.error)}</p>}
      <div className={styles.writeFoot}>
        <Button size="compact-sm" disabled={!text.trim()} loading={send.isPending} onClick={() => send.mutate()}>{t('comment.send')}</Button>
        <Button size="compact-sm" variant="default" onClick={onClose}>{t('cancel')}</Button>
      </div>
    </div>
  );
}
