import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { controls } from './controls';

const accent: MantineColorsTuple = [
  '#eef7f7', '#d9eced', '#b3d9da', '#86c3c5', '#57a9ac', '#2f8d91', '#187479', '#0c5f64', '#084c50', '#053639',
];
const gray: MantineColorsTuple = [
  '#fafbfb', '#f4f6f6', '#ebeeee', '#e1e5e6', '#cdd3d5', '#a4adb0', '#7b8588', '#5d676a', '#3c4548', '#192023',
];
const dark: MantineColorsTuple = [
  '#e7ebeb', '#cdd3d4', '#b2babc', '#949ea1', '#5a6568', '#3d474a', '#2c3437', '#20272a', '#171c1f', '#101416',
];

const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';

/** Mantine's theme from the tokens of tokens.css: one accent, dense controls, hairlines instead of shadows. */
export const theme = createTheme({
  colors: { accent, gray, dark },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: FONT,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace',
  headings: { fontFamily: FONT, fontWeight: '600' },
  fontSizes: { xs: '11px', sm: '12px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '18px', md: '22px', lg: '24px', xl: '28px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '10px', xl: '999px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  defaultRadius: 'md',
  shadows: { xs: 'none', sm: 'none', md: 'var(--shadow-pop)', lg: 'var(--shadow-pop)', xl: 'var(--shadow-pop)' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: controls,
});

/** Points Mantine's own surfaces, borders and texts at our tokens, in both schemes. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-3)',
    '--mantine-color-placeholder': 'var(--text-3)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line-2)',
    '--mantine-color-anchor': 'var(--accent-text)',
    '--mantine-color-accent-light': 'var(--accent-soft-2)',
    '--mantine-color-accent-light-hover': 'var(--accent-line)',
    '--mantine-color-accent-light-color': 'var(--accent-text)',
    '--mantine-color-error': 'var(--red-text)',
  };
  return { variables: {}, light: shared, dark: shared };
};
