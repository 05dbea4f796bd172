import type { Labelled } from '@/api/types';
import type { Stage } from '../types';

/** Pipelines that have stages in use, the default one first. */
export function pipelinesOf(stages: readonly Stage[]): Labelled[] {
  const found = new Map<number, string>();
  for (const { pipeline, pipeline_label } of stages) if (pipeline !== null) found.set(pipeline, pipeline_label);
  return [...found].map(([id, label]) => ({ id, label }));
}

/** Stages of one pipeline; of the default one for a record that names none. */
export function stagesOf(stages: readonly Stage[], pipeline: number | null): Stage[] {
  return stages.filter((stage) => (pipeline === null ? stage.in_default_pipeline : stage.pipeline === pipeline));
}

/** How a stage is told from one of the same name in another pipeline: only where there is another. */
export function stageLabel(stage: Pick<Stage, 'label' | 'pipeline_label' | 'in_default_pipeline'>): string {
  return stage.in_default_pipeline ? stage.label : `${stage.label}（${stage.pipeline_label}）`;
}
