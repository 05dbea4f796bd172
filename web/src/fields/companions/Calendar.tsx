import { DatePicker } from '@mantine/dates';
import '@mantine/dates/styles.css';
import 'dayjs/locale/zh-cn';
import 'dayjs/locale/zh-tw';
import { useTranslation } from 'react-i18next';
import { exactDateTime, instantOf, today } from '../format/dates';
import type { FieldSettings } from '../types';

/** Times offered beside the days; any other is typed. */
const TIMES = ['09:00', '10:00', '14:00', '15:00', '16:30'];
const DEFAULT_TIME = '10:00';

export interface CalendarProps {
  /** The date or instant the cell holds. */
  readonly value: string | null;
  readonly withTime: boolean;
  readonly settings: FieldSettings;
  /** The value in the form of the API and the same as text. */
  readonly onPick: (value: string, text: string) => void;
}

/** Days (and times) to click while the text is typed elsewhere; never takes the focus. */
export function Calendar({ value, withTime, settings, onPick }: CalendarProps) {
  const { t } = useTranslation('grid');
  const { zone, now, language } = settings;
  const exact = value === null ? null : withTime ? exactDateTime(value, zone) : value;
  const day = exact?.slice(0, 10) ?? null;
  const time = withTime ? (exact?.slice(11, 16) ?? DEFAULT_TIME) : '';
  const pick = (date: string, at: string): void => {
    if (!withTime) {
      onPick(date, date);
      return;
    }
    const [year = 0, month = 1, dayOfMonth = 1] = date.split('-').map(Number);
    const [hour = 0, minute = 0] = at.split(':').map(Number);
    onPick(instantOf({ year, month, day: dayOfMonth, hour, minute }, zone), `${date} ${at}`);
  };
  const current = today(now(), zone);
  return (
    <div className="f-calendar" onMouseDown={(event) => { event.preventDefault(); }}>
      <DatePicker
        value={day} defaultDate={day ?? current} locale={language.startsWith('zh') ? (language === 'zh-TW' ? 'zh-tw' : 'zh-cn') : 'en'}
        firstDayOfWeek={1} weekendDays={[]} size="xs" monthLabelFormat={language.startsWith('zh') ? 'YYYY年M月' : 'MMMM YYYY'}
        getDayProps={(date) => (date === current ? { 'data-today': true } : {})}
        onChange={(picked) => { if (picked) pick(picked, time); }}
      />
      {withTime && (
        <div className="f-calendar-times">
          {TIMES.map((at) => (
            <button key={at} type="button" tabIndex={-1} className={at === time ? 'f-time f-time-on' : 'f-time'} onClick={() => { pick(day ?? current, at); }}>{at}</button>
          ))}
        </div>
      )}
      <div className="f-list-keys">{t('list.keysDate')}</div>
    </div>
  );
}
