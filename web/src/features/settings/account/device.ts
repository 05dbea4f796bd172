const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/, '微信'], [/DingTalk/, '钉钉'], [/Lark|Feishu/, '飞书'], [/Edg\//, 'Edge'], [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'], [/Chrom(e|ium)\//, 'Chrome'], [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS/, 'HarmonyOS'], [/Android/, 'Android'], [/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'], [/Linux/, 'Linux'],
];

/** Browser and system of a user-agent line in short words; empty when neither is known. */
export function deviceOf(agent: string): { words: string; phone: boolean } {
  const browser = BROWSERS.find(([mark]) => mark.test(agent))?.[1];
  const system = SYSTEMS.find(([mark]) => mark.test(agent))?.[1];
  return { words: [browser, system].filter(Boolean).join(' · '), phone: /Mobile|Android|iPhone/.test(agent) };
}
