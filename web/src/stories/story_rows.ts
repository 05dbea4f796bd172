import type { CellValue, ChoiceOption, GridColumn, GridRow, RowGroup, StageValue } from '@/tableview/model/contract';

/** Invented leads for the story pages: the same row for the same index, at any number of rows. */
const PLACES = ['合肥', '宁波', '苏州', '绍兴', '无锡', '台州', '嘉兴', '南通', '昆山', '常州', '上海', '徐州', '马鞍山', '湖州', '杭州', '泰州', '温州', '芜湖', '盐城', '扬州'];
const NAMES = ['云砺', '海拓', '澜川', '越织', '恒砺', '永楷', '明屿', '瀚海', '拓衡', '睿泽', '衡策', '岩河', '钢锐', '竹里', '屿安', '宏曜', '启锐', '迅仑', '沐风', '柏研'];
const TRADES = ['智能装备', '注塑机', '精密机械', '数控设备', '轴承', '阀门', '包装机械', '冷链设备', '自动化', '电机', '检测技术', '重工', '模具', '家居科技', '食品机械', '医疗器械', '电气', '汽车部件', '新能源', '光学仪器'];
const CONTACTS = ['方敏', '戴志强', '沈立', '陶建国', '顾海峰', '程亮', '钱宏', '薛平', '吕倩', '蒋文斌', '俞静', '孟祥宇', '查明', '莫凡', '宋雨桐', '缪晨', '叶成', '鲍洁', '成志远', '崔莉'];
const NOTES = ['03-02 等总经理签字', '03-03 法务改付款条款', '03-04 合同已用印，寄出', '02-24 嫌价高，要 95 折', '02-28 技术确认通过', '03-01 发 B 版报价', '03-04 带总工看样机', '02-25 方案待内部评审'];
const GRADES = ['A', 'A', 'A+', 'A-', 'B+', 'B', 'B', 'B-', 'C', 'B+'];

export const PEOPLE: readonly ChoiceOption[] = [
  { key: '11', label: '林晓雯', search: 'linxiaowen lxw' }, { key: '12', label: '周子昂', search: 'zhouziang zza' },
  { key: '13', label: '何佳宁', search: 'hejianing hjn' }, { key: '14', label: '梁以恒', search: 'liangyiheng lyh' },
];
export const STAGES: readonly ChoiceOption[] = [
  { key: '1', label: '初次接触', search: 'chucijiechu ccjc', note: '刚接触到，尚未深入沟通', progress: 0.12, stageKind: 'open' },
  { key: '2', label: '需求确认', search: 'xuqiuqueren xqqr', note: '已初步了解并确认需求', progress: 0.32, stageKind: 'open' },
  { key: '3', label: '方案讨论', search: 'fangantaolun fatl', note: '正在讨论具体方案', progress: 0.52, stageKind: 'open' },
  { key: '4', label: '谈判阶段', search: 'tanpanjieduan tpjd', note: '正在谈价格或条款', progress: 0.74, stageKind: 'open' },
  { key: '5', label: '签约阶段', search: 'qianyuejieduan qyjd', note: '即将完成签约', progress: 0.9, stageKind: 'open' },
  { key: '6', label: '已成交', search: 'yichengjiao ycj', progress: 1, stageKind: 'won' },
  { key: '7', label: '已流失', search: 'yiliushi yls', progress: 1, stageKind: 'lost' },
];
const SOURCES: readonly ChoiceOption[] = [
  { key: 'web', label: '官网表单', search: 'guanwangbiaodan gwbd' }, { key: 'referral', label: '老客转介绍', search: 'laokezhuanjieshao lkzjs' },
  { key: 'fair', label: '华东工业展', search: 'huadonggongyezhan hdgyz' }, { key: 'paper', label: '白皮书下载', search: 'baipishuxiazai bpsxz' },
  { key: 'partner', label: '渠道伙伴', search: 'qudaohuoban qdhb' }, { key: 'community', label: '行业社群', search: 'hangyeshequn hysq' },
];
const PRODUCTS: readonly ChoiceOption[] = [
  { key: 'p1', label: '视觉检测', search: 'shijuejiance sjjc', tone: 'accent' }, { key: 'p2', label: '机械臂', search: 'jixiebi jxb', tone: 'neutral' },
  { key: 'p3', label: '输送线', search: 'shusongxian ssx', tone: 'neutral' }, { key: 'p4', label: '维保', search: 'weibao wb', tone: 'outline' },
];

const GRADE_OPTIONS: readonly ChoiceOption[] = ['A+', 'A', 'A-', 'B+', 'B', 'B-', 'C+', 'C', 'C-'].map((key) => ({ key, label: key }));

export const COLUMNS: readonly GridColumn[] = [
  { id: 'status', label: '状态', kind: 'status', width: 194, frozen: true, writable: 'never', sortable: true },
  { id: 'number', label: '编号', kind: 'auto_number', width: 92, frozen: true, writable: 'never', readOnlyReason: '编号由系统给出，不能改', sortable: true, emphasis: 'quiet' },
  { id: 'company', label: '公司', kind: 'text', width: 184, frozen: true, writable: 'cell', sortable: true, emphasis: 'strong' },
  { id: 'contact', label: '联系人', kind: 'text', width: 64, writable: 'cell', sortable: true },
  { id: 'phone', label: '电话', kind: 'phone', width: 102, writable: 'cell', sortable: true },
  { id: 'grade', label: '等级', kind: 'grade', width: 52, writable: 'cell', sortable: true, groupable: true, options: GRADE_OPTIONS },
  { id: 'stage', label: '阶段', kind: 'stage', width: 92, writable: 'verb', sortable: true, groupable: true, options: STAGES },
  { id: 'owner', label: '负责人', kind: 'person', width: 84, writable: 'verb', sortable: true, groupable: true, options: PEOPLE },
  { id: 'next', label: '下次联系', kind: 'datetime', width: 134, writable: 'cell', sortable: true },
  { id: 'amount', label: '预计金额', kind: 'money', width: 82, writable: 'cell', sortable: true, sums: true },
  { id: 'source', label: '来源', kind: 'choice', width: 92, writable: 'cell', sortable: true, groupable: true, emphasis: 'quiet', options: SOURCES },
  { id: 'last', label: '最近跟进', kind: 'text', width: 160, writable: 'cell', sortable: false, emphasis: 'quiet' },
];

/** Further kinds, for the tests that type into each of them. */
export const MORE_COLUMNS: readonly GridColumn[] = [
  { id: 'size', label: '人数', kind: 'number', width: 80, writable: 'cell', sortable: true, unit: '人' },
  { id: 'due', label: '截止日期', kind: 'date', width: 120, writable: 'cell', sortable: true },
  { id: 'products', label: '关注产品', kind: 'choices', width: 180, writable: 'cell', sortable: false, options: PRODUCTS },
  { id: 'agreed', label: '已同意', kind: 'checkbox', width: 64, writable: 'cell', sortable: true },
  { id: 'need', label: '需求描述', kind: 'long_text', width: 220, writable: 'cell', sortable: false },
];

function pick<T>(list: readonly T[], index: number): T {
  return list[((index % list.length) + list.length) % list.length] as T;
}

export function stageOf(index: number): StageValue {
  const option = pick(STAGES, index);
  return { id: Number(option.key), label: option.label, progress: option.progress ?? 0, kind: option.stageKind ?? 'open' };
}

export function rowAt(index: number): GridRow {
  const person = pick(PEOPLE, index * 3 + 1);
  const level = pick(['red', 'amber', 'green', 'green', 'amber', 'green', 'green'] as const, index);
  const words = { red: `${2 + (index % 9)} 天未跟进，B 级应 3–5 天`, amber: '今天 14:30 到期', green: '按计划，明天联系' }[level];
  const place = pick(PLACES, index);
  const cells: Record<string, CellValue> = {
    status: { level, words },
    number: `XS2026${String(index + 1).padStart(3, '0')}`,
    company: `${place}${pick(NAMES, index + Math.floor(index / 20))}${pick(TRADES, index + Math.floor(index / 400))}有限公司`,
    contact: pick(CONTACTS, index),
    phone: `1${30 + (index % 9)}****${String((index * 7919) % 10_000).padStart(4, '0')}`,
    grade: pick(GRADES, index),
    stage: stageOf(4 - (index % 3)),
    owner: { id: Number(person.key), label: person.label },
    next: `2026-03-${String(5 + (index % 20)).padStart(2, '0')}T0${1 + (index % 8)}:${pick(['00', '30'], index)}:00Z`,
    amount: (96 + ((index * 37) % 900)) * 100_000,
    source: pick(SOURCES, index).key,
    last: pick(NOTES, index),
    size: 50 + ((index * 13) % 450),
    due: `2026-04-${String(1 + (index % 28)).padStart(2, '0')}`,
    products: [pick(PRODUCTS, index).key],
    agreed: index % 3 === 0,
    need: null,
  };
  return { id: index + 1, cells, masked: new Set(index % 2 === 0 ? ['phone'] : []) };
}

/** The rows of the mock-up: three stages, with every state a cell can be in. */
export function leadsBoard(): { readonly rows: readonly GridRow[]; readonly groups: readonly RowGroup[] } {
  const sizes = [[5, 4], [4, 7], [3, 11]] as const;
  const rows: GridRow[] = [];
  const groups: RowGroup[] = [];
  for (const [stage, count] of sizes) {
    const first = rows.length;
    for (let index = 0; index < count; index += 1) {
      const row = rowAt(rows.length);
      rows.push({ ...row, cells: { ...row.cells, stage: stageOf(stage - 1) } });
    }
    const amount = rows.slice(first).reduce((sum, row) => sum + Number(row.cells['amount']), 0);
    const late = rows.slice(first).filter((row) => (row.cells['status'] as { level: string }).level === 'red').length;
    groups.push({
      key: String(stage), value: stageOf(stage - 1), label: stageOf(stage - 1).label, count, sums: { amount },
      ...(late > 0 ? { note: { level: 'red' as const, words: `${late} 条逾期或停滞` } } : {}),
    });
  }
  return { rows: rows.map(withStates), groups };
}

function withStates(row: GridRow, index: number): GridRow {
  const at = '2026-03-05T02:22:00Z';
  const states: Record<number, GridRow> = {
    0: {
      ...row,
      states: { next: { kind: 'conflict', mine: '2026-03-06T03:00:00Z', mineAt: '2026-03-05T02:21:00Z', theirs: '2026-03-10T01:30:00Z', base: '2026-03-04T08:00:00Z', by: '周子昂', at } },
    },
    5: { ...row, states: { phone: { kind: 'refused', text: '1381234567', reason: '电话只有 10 位，没有保存，原来的还在。补一位或清空。' } } },
    6: { ...row, tones: { next: 'amber' } },
    7: { ...row, presence: { stage: '周子昂 正在编辑' }, tones: { next: 'amber' } },
    8: { ...row, states: { last: { kind: 'queued', text: '03-05 带总工看样机' } } },
    9: { ...row, states: { amount: { kind: 'saving', text: '61.2万' } } },
    10: { ...row, states: { source: { kind: 'changed', by: '周子昂', at } } },
    11: { ...row, tones: { next: 'red' } },
    13: { ...row, left: true },
    14: { ...row, locked: { owner: '你能看这条，不能改负责人。要改请找陈思远。' } },
    16: { ...row, open: true },
  };
  return states[index] ?? row;
}
