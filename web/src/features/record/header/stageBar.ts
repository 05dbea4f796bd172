import type { Stage, TimelineItem } from '../types';

export interface StageStep {
  stage: Stage;
  state: 'done' | 'now' | 'ahead';
  /** Whole days stayed (done) or in it so far (now); null when not known. */
  days: number | null;
}

/**
 * The open stages as the bar shows them. A won lead has all of them behind it; a lost one keeps only what it passed.
 * `moves` are the stage items of the timeline, newest first; `now` is an instant in milliseconds.
 */
export function buildStageSteps(
  stages: readonly Stage[],
  current: { id: number; kind: Stage['kind'] } | null,
  moves: readonly TimelineItem[],
  enteredAt: string | null,
  now: number,
): StageStep[] {
  const open = stages.filter((stage) => stage.kind === 'open');
  const stayed = daysByStage(moves);
  const position = open.findIndex((stage) => stage.id === current?.id);
  return open.map((stage, index) => {
    const passed = stayed.get(stage.label) ?? null;
    if (index === position) return { stage, state: 'now', days: daysSince(enteredAt, now) };
    const done = current?.kind === 'won' || (current?.kind === 'lost' ? passed !== null : index < position);
    return { stage, state: done ? 'done' : 'ahead', days: done && passed !== null ? Math.round(passed) : null };
  });
}

function daysByStage(moves: readonly TimelineItem[]): Map<string, number> {
  const days = new Map<string, number>();
  for (const { stage } of moves) {
    if (!stage?.from || stage.stayed_days === null) continue;
    days.set(stage.from, (days.get(stage.from) ?? 0) + stage.stayed_days);
  }
  return days;
}

/** Counts the day of entering as day 1, as people do ("第 8 天"). */
function daysSince(enteredAt: string | null, now: number): number | null {
  return enteredAt ? Math.max(1, Math.floor((now - Date.parse(enteredAt)) / 86_400_000) + 1) : null;
}

/** The open or won stage after the present one; null at the end. */
export function nextStage(stages: readonly Stage[], currentId: number | null): Stage | null {
  const forward = stages.filter((stage) => stage.kind !== 'lost');
  const position = forward.findIndex((stage) => stage.id === currentId);
  return position < 0 ? null : (forward[position + 1] ?? null);
}
