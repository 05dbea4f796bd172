const MINUS = '−';

/** `1,234.5`: grouped, at most `digits` decimals, with a true minus sign. */
export function formatNumber(value: number, digits = 6): string {
  const text = Math.abs(value).toLocaleString('en-US', { maximumFractionDigits: digits });
  return value < 0 ? MINUS + text : text;
}

/** Money for dense places from fen: `¥12.8万`, `¥1.2亿`, below ten thousand `¥9,600`. */
export function formatMoneyShort(fen: number, language: string): string {
  const yuan = Math.abs(fen) / 100;
  const sign = fen < 0 ? MINUS : '';
  const [wan, yi] = language === 'zh-TW' ? ['萬', '億'] : ['万', '亿'];
  if (language.startsWith('en')) {
    if (yuan >= 1e6) return `${sign}¥${(yuan / 1e6).toFixed(1)}M`;
    if (yuan >= 1e4) return `${sign}¥${(yuan / 1e3).toFixed(1)}K`;
  } else {
    // 9,999.96 万 would print as 10000.0 万: the border to 亿 is taken after rounding.
    if (yuan >= 99_999_500) return `${sign}¥${(yuan / 1e8).toFixed(yuan >= 1e9 ? 1 : 2)}${yi}`;
    if (yuan >= 1e4) return `${sign}¥${grouped(yuan / 1e4)}${wan}`;
  }
  return `${sign}¥${yuan.toLocaleString('en-US', { maximumFractionDigits: 2 })}`;
}

function grouped(wan: number): string {
  return wan.toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** Money in full from fen: `¥128,000.00`. */
export function formatMoneyExact(fen: number): string {
  const text = (Math.abs(fen) / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return `${fen < 0 ? MINUS : ''}¥${text}`;
}

/** Plain yuan for clipboard and editing: `128000` or `128000.5`; Excel reads it as a number. */
export function plainYuan(fen: number): string {
  return String(fen / 100);
}
