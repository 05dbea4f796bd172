import { IconCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../parts/Avatar';
import { GradeBadge } from '../parts/GradeBadge';
import { StageMark } from '../parts/StageMark';
import { Tag } from '../parts/Tag';
import type { ChoiceOption, FieldColumn } from '../types';

export interface OptionListProps {
  readonly id: string;
  readonly column: FieldColumn;
  readonly options: readonly ChoiceOption[];
  readonly highlight: number;
  /** Keys the cell holds now, or that are ticked so far. */
  readonly marked: readonly string[];
  readonly several: boolean;
  readonly loading: boolean;
  readonly text: string;
  readonly onPick: (option: ChoiceOption) => void;
}

/** Options under a text that is being typed elsewhere: it never takes the focus and hears no key. */
export function OptionList({ id, column, options, highlight, marked, several, loading, text, onPick }: OptionListProps) {
  const { t } = useTranslation('grid');
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [highlight, options]);
  return (
    <div className="f-list">
      <div ref={list} id={id} role="listbox" aria-label={column.label} aria-multiselectable={several} className="f-list-options">
        {options.map((option, index) => (
          <div
            key={option.key} id={`${id}-${index}`} role="option" aria-selected={index === highlight}
            className={`f-option ${index === highlight ? 'f-option-on' : ''}`}
            onMouseDown={(event) => { event.preventDefault(); }} onClick={() => { onPick(option); }}
          >
            {several && <span className={marked.includes(option.key) ? 'f-check f-check-on' : 'f-check'}>{marked.includes(option.key) && <IconCheck size={12} stroke={3} />}</span>}
            <OptionLabel column={column} option={option} />
            {option.note && <span className="f-option-note">{option.note}</span>}
            {!several && marked.includes(option.key) && <IconCheck className="f-option-now" size={14} stroke={2} />}
          </div>
        ))}
        {options.length === 0 && <div className="f-list-empty">{loading ? t('list.loading') : t('list.none', { text })}</div>}
      </div>
      <div className="f-list-keys">{several ? t('list.keysSeveral') : t('list.keys')}</div>
    </div>
  );
}

function OptionLabel({ column, option }: { column: FieldColumn; option: ChoiceOption }) {
  switch (column.kind) {
    case 'person':
      return <span className="f-person"><Avatar id={option.key} name={option.label} /><span>{option.label}</span></span>;
    case 'stage':
      return <span className="f-stage"><StageMark kind={option.stageKind ?? 'open'} progress={option.progress ?? 0} /><span>{option.label}</span></span>;
    case 'grade':
      return <GradeBadge grade={option.label} />;
    default:
      return option.tone ? <Tag tone={option.tone}>{option.label}</Tag> : <span className="f-text">{option.label}</span>;
  }
}
