import { describe, expect, it } from 'vitest';
import type { Stage } from '../types';
import { pipelinesOf, stageLabel, stagesOf } from './pipelines';

const stage = (id: number, label: string, pipeline: number): Stage => ({
  id, label, kind: 'open', progress: 0.2, definition: null, requires: [], pipeline,
  pipeline_label: pipeline === 1 ? '线索默认' : '整机', in_default_pipeline: pipeline === 1,
});
const stages = [stage(1, '初次接触', 1), stage(2, '需求确认', 1), stage(8, '初次接触', 2)];

describe('pipelines', () => {
  it('are listed once, the default first', () => {
    expect(pipelinesOf(stages)).toEqual([{ id: 1, label: '线索默认' }, { id: 2, label: '整机' }]);
  });
  it('give a record the stages of its own line', () => {
    expect(stagesOf(stages, 2).map((one) => one.id)).toEqual([8]);
    expect(stagesOf(stages, null).map((one) => one.id)).toEqual([1, 2]);
  });
  it('tell stages of the same name apart', () => {
    expect(stages.map(stageLabel)).toEqual(['初次接触', '需求确认', '初次接触（整机）']);
  });
});
