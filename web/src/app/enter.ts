import { startEvents } from '@/api/events';
import { startOutbox } from '@/api/outbox';
import type { Session } from '@/api/types';
import { setZone } from '@/kit/format/dates';
import { changeLanguage, isLanguage } from '@/kit/words/words';
import i18next from 'i18next';

/** What follows from knowing who is here: their language, the organisation's zone, the live stream. */
export async function enterAs(session: Session): Promise<void> {
  setZone(session.zone);
  startEvents(session.position);
  void startOutbox(session.person.id);
  const { language } = session.person;
  if (isLanguage(language) && language !== i18next.language) await changeLanguage(language);
}
