import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { notifyUndo } from '@/api/undo';
import { toast } from '@/kit/notice/notice';
import { uploadMaterial } from './data';

interface Uploading {
  busy: boolean;
  /** New materials, one a file; the last one is opened. */
  add: (files: readonly File[]) => Promise<void>;
  /** The next version of one. */
  replace: (material: number, file: File) => Promise<void>;
}

/** Files one after the other, each said with its undo or its refusal. */
export function useUpload(onMade: (id: number) => void): Uploading {
  const { t } = useTranslation('materials');
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);

  async function send(file: File, material?: number): Promise<number | undefined> {
    try {
      const kept = await uploadMaterial(file, material);
      await client.invalidateQueries({ queryKey: keys.rows('materials') });
      notifyUndo(t(material === undefined ? 'new.uploaded' : 'file.replaced', { name: file.name }), kept.operation);
      return kept.id;
    } catch (error) {
      toast({ words: apiError(error), tone: 'red' });
      return undefined;
    }
  }

  async function add(files: readonly File[]): Promise<void> {
    setBusy(true);
    let last: number | undefined;
    for (const file of files) last = (await send(file)) ?? last;
    setBusy(false);
    if (last !== undefined) onMade(last);
  }

  async function replace(material: number, file: File): Promise<void> {
    setBusy(true);
    await send(file, material);
    setBusy(false);
  }

  return { busy, add, replace };
}
