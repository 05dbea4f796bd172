const FEN = 100;
const exactYuan = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const wholeYuan = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 });
const MINUS = '−';

function scaled(amount: number, unit: number): string {
  const value = amount / unit;
  return value >= 1000 ? wholeYuan.format(Math.round(value)) : value.toFixed(1);
}

function dense(yuan: number, language: string): string {
  if (language === 'en') {
    if (yuan >= 1e6) return `${scaled(yuan, 1e6)}M`;
    return yuan >= 1e4 ? `${scaled(yuan, 1e3)}k` : wholeYuan.format(yuan);
  }
  const [wan, yi] = language === 'zh-TW' ? ['萬', '億'] : ['万', '亿'];
  // 99,995,000 would round to 10000.0万: the step to 亿 is taken where the rounding would reach it.
  if (yuan >= 99_999_500) return `${scaled(yuan, 1e8)}${yi}`;
  return yuan >= 1e4 ? `${scaled(yuan, 1e4)}${wan}` : wholeYuan.format(yuan);
}

/** Money for dense places: integer fen → `¥12.8万`; below 1 万 in full. Empty for null. */
export function formatMoney(fen: number | null | undefined, language: string): string {
  if (fen === null || fen === undefined) return '';
  return `${fen < 0 ? MINUS : ''}¥${dense(Math.abs(fen) / FEN, language)}`;
}

/** The exact figure for hover and forms: integer fen → `¥128,000.00`. */
export function formatMoneyExact(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return '';
  return `${fen < 0 ? MINUS : ''}¥${exactYuan.format(Math.abs(fen) / FEN)}`;
}

/** A count in a sentence: thousands separated; past the cap `1 万+`. */
export function formatCount(count: number, capped: boolean, language: string): string {
  if (!capped) return wholeYuan.format(count);
  return language === 'en' ? `${wholeYuan.format(count)}+` : language === 'zh-TW' ? '1 萬+' : '1 万+';
}

/** A share: 12.5 → `12.5%`, 15 → `15%`. */
export function formatPercent(percent: number | null | undefined): string {
  if (percent === null || percent === undefined) return '';
  return `${percent < 0 ? MINUS : ''}${wholeYuan.format(Math.abs(Math.round(percent * 10) / 10))}%`;
}
