import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo, useSession } from '@/api/session';
import { formatDate } from '@/kit/format/dates';
import { formatMoney, formatMoneyExact } from '@/kit/format/money';
import { CellField } from '../parts/CellField';
import { WhenLoaded } from '../parts/Section';
import { numberCell, textCell, type SettingRow } from '../parts/cells';
import { useSettingRows } from '../parts/settingRows';
import { useCreate } from '../parts/useCreate';
import { useDelete } from '../parts/useDelete';
import { useSave } from '../parts/useSave';
import settings from '../settings.module.css';
import styles from './channels.module.css';

const COLUMNS = ['channel', 'campaign', 'first', 'last', 'budget', 'cost', 'note'];

interface Props {
  channel: number;
  name: string;
  retired: boolean;
  mayAdd: boolean;
}

/** What the channel was planned to cost and did cost, period by period; edited where it stands. */
export function Costs({ channel, name, retired, mayAdd }: Props) {
  const { t } = useTranslation('channels');
  const costs = useSettingRows('channel_costs', { columns: COLUMNS, filter: { column: 'channel', op: 'is', value: channel } });
  const [adding, setAdding] = useState(false);
  const rows = costs.data ?? [];
  return (
    <section className={styles.costs} aria-label={t('costs.title')}>
      <header>
        <h4>{t('costs.title')}</h4>
        <small>{t('costs.words')}</small>
        {mayAdd && !retired && !adding && <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>{t('costs.add')}</Button>}
      </header>
      <WhenLoaded query={costs}>
        {rows.length === 0 && !adding && <p className={settings.small}>{t('costs.none')}</p>}
        {rows.length > 0 && (
          <div className={settings.scroll}>
            <table className={settings.table}>
              <thead>
                <tr>
                  <th>{t('costs.period')}</th>
                  <th>{t('costs.campaign')}</th>
                  <th className={settings.num}>{t('costs.budget')}</th>
                  <th className={settings.num}>{t('costs.cost')}</th>
                  <th />
                </tr>
              </thead>
              <tbody>{rows.map((row) => <CostRow key={row.id} row={row} name={name} />)}</tbody>
            </table>
          </div>
        )}
      </WhenLoaded>
      {adding && <NewCost channel={channel} name={name} onClose={() => setAdding(false)} />}
    </section>
  );
}

function CostRow({ row, name }: { row: SettingRow; name: string }) {
  const { t, i18n } = useTranslation('channels');
  const session = useSession();
  const save = useSave('channel_costs');
  const remove = useDelete('channel_costs');
  const mayEdit = mayDo(session, 'channel_costs', 'edit');
  const period = `${formatDate(textCell(row, 'first'), i18n.language)} – ${formatDate(textCell(row, 'last'), i18n.language)}`;
  const money = (column: 'budget' | 'cost') => {
    const fen = numberCell(row, column);
    return (
      <td className={`${settings.num} ${styles.money}`} title={formatMoneyExact(fen) || undefined}>
        <CellField
          plain label={t('costs.cell', { period, field: t(`costs.${column}`) })} text={fen === null ? '' : formatMoney(fen, i18n.language)} disabled={!mayEdit}
          onSave={(text) => save([{ row: row.id, column, value: text }], t('costs.saved', { name }))}
        />
      </td>
    );
  };
  return (
    <tr>
      <td>{period}</td>
      <td>
        <CellField
          plain label={t('costs.cell', { period, field: t('costs.campaign') })} text={textCell(row, 'campaign')} disabled={!mayEdit}
          onSave={(text) => save([{ row: row.id, column: 'campaign', value: text }], t('costs.saved', { name }))}
        />
      </td>
      {money('budget')}
      {money('cost')}
      <td>
        {mayDo(session, 'channel_costs', 'delete') && (
          <ActionIcon variant="subtle" color="gray" aria-label={t('costs.remove', { period })} title={t('costs.remove', { period })} onClick={() => void remove([row.id], t('costs.removed', { period }))}>
            <IconTrash size={16} />
          </ActionIcon>
        )}
      </td>
    </tr>
  );
}

const FIELDS = ['first', 'last', 'budget', 'cost', 'campaign', 'note'] as const;

/** A period with its costs; dates and amounts are typed as everywhere else. */
function NewCost({ channel, name, onClose }: { channel: number; name: string; onClose: () => void }) {
  const { t } = useTranslation('channels');
  const create = useCreate('channel_costs');
  const [texts, setTexts] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    const filled = Object.entries(texts).filter(([, text]) => text.trim() !== '');
    const made = await create({ channel, ...Object.fromEntries(filled) }, t('costs.added', { name }));
    setBusy(false);
    if (made.id === undefined) setRefusal(made.refusal);
    else onClose();
  }

  return (
    <form className={styles.add} aria-label={t('costs.add')} onSubmit={(event) => void add(event)}>
      {FIELDS.map((field, index) => (
        <TextInput
          key={field} size="sm" label={t(`costs.${field}`)} placeholder={t(`costs.hint_${field}`)} autoFocus={index === 0} value={texts[field] ?? ''}
          onChange={(event) => setTexts({ ...texts, [field]: event.currentTarget.value })}
        />
      ))}
      {refusal && <p role="alert">{refusal}</p>}
      <footer>
        <Button size="xs" variant="default" onClick={onClose}>{t('cancel')}</Button>
        <Button size="xs" type="submit" loading={busy} disabled={!texts['first']?.trim() || !texts['last']?.trim()}>{t('costs.go')}</Button>
      </footer>
    </form>
  );
}
