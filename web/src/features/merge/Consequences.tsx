import { IconAlertTriangle, IconLink, IconMessageCircle, IconUser, IconUsers, type Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { chosenLeads } from './choices';
import type { Choices, MergeLead, MergePreview } from './types';
import styles from './merge.module.css';

/** What moves, who stays with it, where old links lead. */
export function Consequences({ preview, choices }: { preview: MergePreview; choices: Choices }) {
  const { t } = useTranslation('merge');
  const kept = preview.leads.find((lead) => lead.id === preview.keep);
  const others = preview.leads.filter((lead) => lead.id !== preview.keep);
  const entries: { key: string; icon: Icon; words: string }[] = [
    ...preview.moves.map((moved) => ({ key: moved.table, icon: IconMessageCircle, words: t('after.moved', { label: moved.label, counts: countsOf(moved.counts, preview.leads) }) })),
    ...(preview.contacts.length > 0 ? [{ key: 'contacts-added', icon: IconUser, words: t('after.contacts', { names: preview.contacts.join('、') }) }] : []),
    ...preview.collaborators.map((one) => ({
      key: `${one.table}-${one.id}`, icon: IconUsers, words: t(one.can_edit ? 'after.collaborator' : 'after.reader', { name: one.label }),
    })),
    ...others.map((lead) => ({ key: `link-${lead.id}`, icon: IconLink, words: t('after.link', { from: lead.number, to: kept?.number }) })),
  ];
  return (
    <>
      <h3 className={styles.small}>{t('after.title')}</h3>
      <ul className={styles.effects}>
        {entries.map(({ key, icon: Mark, words }) => (
          <li key={key}><Mark size={14} stroke={1.75} aria-hidden />{words}</li>
        ))}
      </ul>
      <OwnerNote preview={preview} choices={choices} />
    </>
  );
}

/** `9 + 2`: the leads in the order of their columns, those without any left out. */
function countsOf(counts: Readonly<Record<string, number>>, leads: readonly MergeLead[]): string {
  return leads.flatMap((lead) => counts[lead.id] ?? []).join(' + ');
}

/** Different owners want a second look. */
function OwnerNote({ preview, choices }: { preview: MergePreview; choices: Choices }) {
  const { t } = useTranslation('merge');
  const owner = preview.columns.find((column) => column.id === 'owner');
  const people = new Set(owner?.values.flatMap(({ value }) => (value !== null && typeof value === 'object' && 'label' in value ? [value.label] : [])));
  if (!owner || people.size < 2) return null;
  const taken = owner.values.find((one) => one.lead === chosenLeads(owner, choices)[0])?.value;
  const name = taken !== null && typeof taken === 'object' && 'label' in taken ? taken.label : t('table.empty');
  return (
    <p className={styles.note}>
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
      <span>{t(owner.locked ? 'after.owners_locked' : 'after.owners', { name, why: owner.why })}</span>
    </p>
  );
}
