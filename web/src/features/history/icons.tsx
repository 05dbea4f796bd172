import {
  IconArrowBackUp, IconArrowForwardUp, IconClipboard, IconEye, IconFileImport, IconFlag, IconGitMerge, IconListCheck, IconMessageCircle, IconPencil, IconPhone,
  IconPlus, IconRestore, IconSettings, IconShare, IconStairsUp, IconTrash, IconUserPlus,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';

type Icon = ComponentType<{ size?: number; stroke?: number }>;

const ICONS: Record<string, Icon> = {
  'cells.edit': IconPencil, 'cells.bulk': IconPencil, 'cells.reveal': IconEye, 'rows.create': IconPlus, 'rows.delete': IconTrash,
  'rows.restore': IconRestore, 'rows.share': IconShare, 'rows.unshare': IconShare, 'operation.undo': IconArrowBackUp,
  'operation.redo': IconArrowForwardUp, 'leads.advance': IconStairsUp, 'leads.assign': IconUserPlus, 'followups.log': IconPhone,
  'comments.add': IconMessageCircle, 'promises.done': IconFlag, 'promises.reopen': IconFlag, 'tasks.done': IconListCheck, 'tasks.drop': IconListCheck, 'tasks.reopen': IconListCheck, 'leads.merge': IconGitMerge,
};

/** The sign of a verb; imports and pastes go by where they came from. */
export function VerbIcon({ verb, via, words }: { verb: string; via: string; words: string }) {
  const Icon = via === 'import' ? IconFileImport : verb === 'cells.edit' && /^(粘贴|pasted)/.test(words) ? IconClipboard : (ICONS[verb] ?? IconSettings);
  return <Icon size={14} stroke={1.75} />;
}
