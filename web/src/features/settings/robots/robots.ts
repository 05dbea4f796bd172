import type { components } from '@/api/schema';
import type { Json, Labelled } from '@/api/types';
import { linkCell, textCell, type SettingRow } from '../parts/cells';
import type { Change } from '../parts/useSave';

export type Robot = components['schemas']['RobotOut'];
export type RobotMessage = components['schemas']['MessageOut'];
export type Robots = components['schemas']['RobotsOut'];

export const CELLS = ['name', 'kind', 'url', 'secret', 'for_unit', 'kinds', 'active'];
export const KINDS = ['wecom', 'dingtalk', 'feishu'] as const;

/** url and secret: what is typed now; the saved ones never come back. */
export interface RobotDraft {
  name: string;
  kind: string;
  url: string;
  secret: string;
  for_unit: Labelled | null;
  kinds: string[];
}

export function draftOf(row: SettingRow): RobotDraft {
  const kinds = textCell(row, 'kinds').split(/[、,，\s]+/).filter(Boolean);
  return { name: textCell(row, 'name'), kind: textCell(row, 'kind') || 'wecom', url: '', secret: '', for_unit: linkCell(row, 'for_unit'), kinds };
}

/** The cells that differ. */
export function changesOf(row: number, before: RobotDraft, draft: RobotDraft): Change[] {
  const edits: Change[] = [];
  const add = (column: string, value: Json) => edits.push({ row, column, value });
  for (const column of ['name', 'kind'] as const) if (draft[column] !== before[column]) add(column, draft[column]);
  for (const column of ['url', 'secret'] as const) if (draft[column].trim()) add(column, draft[column].trim());
  if (draft.for_unit?.id !== before.for_unit?.id) add('for_unit', draft.for_unit?.id ?? null);
  const kinds = [...draft.kinds].sort().join('、');
  if (kinds !== [...before.kinds].sort().join('、')) add('kinds', kinds || null);
  return edits;
}

export type Condition = 'unready' | 'failing' | 'off' | 'never' | 'well';
export const TONES: Record<Condition, 'red' | 'amber' | 'green' | undefined> = { unready: 'amber', failing: 'red', off: undefined, never: undefined, well: 'green' };

/** What there is to say about a robot first. */
export function conditionOf(robot: Robot): Condition {
  if (!robot.ready) return 'unready';
  if (robot.last_error) return 'failing';
  if (!robot.active) return 'off';
  return robot.sent_at ? 'well' : 'never';
}
