import { Alert, Button, Group, Select } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconArrowLeft, IconDownload, IconReplace, IconTrash, IconUpload, IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo, useSession } from '@/api/session';
import type { Json } from '@/api/types';
import { CellField } from '@/features/settings/parts/CellField';
import { linkCell, textCell, type SettingRow } from '@/features/settings/parts/cells';
import { useDelete } from '@/features/settings/parts/useDelete';
import { useSave, useSaveAloud } from '@/features/settings/parts/useSave';
import { formatDateTime } from '@/kit/format/dates';
import { fileHref, useKinds, useLimits, useMaterial } from './data';
import { sizeWords } from './reading';
import { useUpload } from './useUpload';
import styles from './materials.module.css';

interface Props {
  row: SettingRow;
  phone: boolean;
  onClose: () => void;
  onGone: () => void;
}

const LETTERS = ['A', 'B', 'C', 'D', 'E'];

/** One material: what it is, its file in versions, for whom it suits; each field saved by itself with undo. */
export function MaterialPane({ row, phone, onClose, onGone }: Props) {
  const { t } = useTranslation('materials');
  const session = useSession();
  const mayEdit = mayDo(session, 'materials', 'edit');
  const name = textCell(row, 'name');
  return (
    <section className={styles.pane} aria-label={name}>
      <header>
        {phone && <button type="button" className={styles.icon} aria-label={t('back')} onClick={onClose}><IconArrowLeft size={20} stroke={1.75} /></button>}
        <h2>{name}</h2>
        {!phone && <button type="button" className={styles.icon} aria-label={t('close')} onClick={onClose}><IconX size={16} stroke={1.75} /></button>}
      </header>
      <div className={styles.paneBody}>
        {row.cells['retired'] === true && <Alert color="gray" role="note">{t('retired_words')}</Alert>}
        <Files row={row} mayEdit={mayEdit} />
        <Fields row={row} mayEdit={mayEdit} />
        {mayEdit && <Ending row={row} mayDelete={mayDo(session, 'materials', 'delete')} onGone={onGone} />}
      </div>
    </section>
  );
}

function Files({ row, mayEdit }: { row: SettingRow; mayEdit: boolean }) {
  const { t, i18n } = useTranslation('materials');
  const detail = useMaterial(row.id);
  const limits = useLimits();
  const upload = useUpload(() => undefined);
  const input = useRef<HTMLInputElement>(null);
  const versions = detail.data?.versions ?? [];
  const current = versions.find((version) => version.current);
  return (
    <div className={styles.files}>
      <Group gap={8}>
        {current && <Button component="a" href={fileHref(row.id)} download size="xs" variant="default" leftSection={<IconDownload size={16} stroke={1.75} />}>{t('file.download', { size: sizeWords(current.size) })}</Button>}
        {mayEdit && (
          <Button size="xs" variant="default" loading={upload.busy} leftSection={current ? <IconReplace size={16} stroke={1.75} /> : <IconUpload size={16} stroke={1.75} />} onClick={() => input.current?.click()}>
            {t(current ? 'file.replace' : 'file.add')}
          </Button>
        )}
        <input
          ref={input} type="file" hidden aria-label={t('file.choose')} accept={limits?.endings.map((ending) => `.${ending}`).join(',')}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) void upload.replace(row.id, file);
            event.target.value = '';
          }}
        />
        {detail.data && <span className={styles.count}>{detail.data.sent > 0 ? t('sent_count', { sent: detail.data.sent, opened: detail.data.opened }) : t('sent_none')}</span>}
      </Group>
      {versions.length > 1 && (
        <ol className={styles.versions} aria-label={t('file.versions')}>
          {versions.map((version) => (
            <li key={version.version} data-current={version.current}>
              <span>{t('version', { version: version.version })}</span>
              <a href={fileHref(row.id, version.version)} download>{version.file_name}</a>
              <small>{[sizeWords(version.size), version.by, formatDateTime(version.created_at, i18n.language)].filter(Boolean).join(' · ')}</small>
            </li>
          ))}
        </ol>
      )}
      {limits && mayEdit && <p className={styles.hint}>{t('file.hint', { endings: limits.endings.join('、'), megabytes: limits.megabytes })}</p>}
    </div>
  );
}

function Fields({ row, mayEdit }: { row: SettingRow; mayEdit: boolean }) {
  const { t } = useTranslation('materials');
  const kinds = useKinds();
  const save = useSave('materials');
  const saveAloud = useSaveAloud('materials');
  const words = t('saved', { name: textCell(row, 'name') });
  const write = (column: string, value: Json) => save([{ row: row.id, column, value }], words);
  const text = (column: string, more: { lines?: boolean; hint?: string } = {}) => (
    <CellField label={t(`field.${column}`)} text={textCell(row, column)} disabled={!mayEdit} onSave={(value) => write(column, value)} {...more} />
  );
  const grades = Array.isArray(row.cells['grades']) ? (row.cells['grades'] as string[]) : [];
  const kind = linkCell(row, 'kind');
  return (
    <div className={styles.fields}>
      {text('name')}
      <Select size="sm" clearable label={t('kind')} disabled={!mayEdit} value={kind ? String(kind.id) : null} data={kinds.map(({ id, label }) => ({ value: String(id), label }))}
        description={kinds.find(({ id }) => id === kind?.id)?.internal ? t('internal_words') : undefined}
        onChange={(id) => void saveAloud([{ row: row.id, column: 'kind', value: id === null ? null : Number(id) }], words)} />
      <div className={styles.grade}>
        <span id={`grades-${row.id}`}>{t('field.grades')}</span>
        <div role="group" aria-labelledby={`grades-${row.id}`}>
          {LETTERS.map((letter) => (
            <button
              key={letter} type="button" className={styles.toggle} aria-pressed={grades.includes(letter)} disabled={!mayEdit}
              onClick={() => void saveAloud([{ row: row.id, column: 'grades', value: LETTERS.filter((one) => (one === letter) !== grades.includes(one)) }], words)}
            >
              {letter}
            </button>
          ))}
        </div>
      </div>
      {text('industries', { hint: t('field.list_hint') })}
      {text('products', { hint: t('field.products_hint') })}
      {text('words')}
      {text('text', { lines: true })}
      {text('link')}
      {text('valid_until', { hint: t('field.valid_hint') })}
    </div>
  );
}

function Ending({ row, mayDelete, onGone }: { row: SettingRow; mayDelete: boolean; onGone: () => void }) {
  const { t } = useTranslation('materials');
  const save = useSaveAloud('materials');
  const remove = useDelete('materials');
  const name = textCell(row, 'name');
  const retired = row.cells['retired'] === true;
  return (
    <Group gap={8} className={styles.ending ?? ''}>
      <Button
        size="xs" variant="default" leftSection={retired ? <IconArchiveOff size={16} stroke={1.75} /> : <IconArchive size={16} stroke={1.75} />}
        onClick={() => void save([{ row: row.id, column: 'retired', value: !retired }], t(retired ? 'revived' : 'retired_now', { name })).then((done) => done && onGone())}
      >
        {t(retired ? 'revive' : 'retire')}
      </Button>
      {mayDelete && (
        <Button size="xs" variant="outline" color="red" leftSection={<IconTrash size={16} stroke={1.75} />} onClick={() => void remove([row.id], t('removed', { name })).then(onGone)}>
          {t('remove')}
        </Button>
      )}
    </Group>
  );
}
