import { Button, Checkbox, InputBase, Input, Menu, Modal, PasswordInput, SegmentedControl, Tooltip, type MantineThemeOverride } from '@mantine/core';

/** Heights of controls (DESIGN.md, Metrics): 28 in bars, 32 in popovers, 36 in dialogs, 44 on the phone. */
const BUTTON: Record<string, Record<string, string>> = {
  xs: { '--button-height': '24px', '--button-fz': '12px', '--button-padding-x': '8px' },
  sm: { '--button-height': '28px', '--button-fz': '13px', '--button-padding-x': '10px' },
  md: { '--button-height': '36px', '--button-fz': '14px', '--button-padding-x': '14px' },
  lg: { '--button-height': '44px', '--button-fz': '15px', '--button-padding-x': '18px' },
};
const INPUT: Record<string, Record<string, string>> = {
  xs: { '--input-height': '28px', '--input-fz': '13px', '--input-size': '28px' },
  sm: { '--input-height': '32px', '--input-fz': '13px', '--input-size': '32px' },
  md: { '--input-height': '36px', '--input-fz': '14px', '--input-size': '36px' },
  lg: { '--input-height': '44px', '--input-fz': '16px', '--input-size': '44px' },
};
/** What one may only read is read: Mantine fades it to 60 %, so the words begin as dark as any. */
const READ_ONLY: Record<string, string> = { '--input-disabled-bg': 'var(--surface-2)', '--input-disabled-color': 'var(--text)' };
const LABEL = {
  label: { fontSize: 'var(--fs-sm)', lineHeight: 'var(--lh-sm)', fontWeight: 400, color: 'var(--text-2)', marginBottom: 4 },
  description: { fontSize: 'var(--fs-xs)', lineHeight: 'var(--lh-xs)' },
  error: { fontSize: 'var(--fs-sm)', lineHeight: 'var(--lh-sm)' },
};

const sizeOf = (table: Record<string, Record<string, string>>, size: unknown): Record<string, string> => table[String(size ?? 'sm')] ?? {};

/** What every Mantine control looks like here without being told. */
export const controls: NonNullable<MantineThemeOverride['components']> = {
  Button: Button.extend({
    defaultProps: { size: 'sm' },
    vars: (_, props) => ({ root: sizeOf(BUTTON, props.size) }),
    styles: { root: { fontWeight: 500 } },
  }),
  Input: Input.extend({ vars: (_, props) => ({ wrapper: { ...sizeOf(INPUT, props.size), ...READ_ONLY } }) }),
  InputBase: InputBase.extend({ styles: LABEL }),
  InputWrapper: Input.Wrapper.extend({ styles: LABEL }),
  PasswordInput: PasswordInput.extend({ styles: { visibilityToggle: { '--ai-size': '24px', '--psi-icon-size': '16px', color: 'var(--text-3)' } } }),
  Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' } }),
  SegmentedControl: SegmentedControl.extend({
    defaultProps: { size: 'xs' },
    styles: { root: { background: 'var(--surface-3)', padding: 2 }, label: { fontWeight: 400, fontSize: 'var(--fs-sm)', padding: '3px 8px' } },
  }),
  Menu: Menu.extend({
    styles: { item: { fontSize: 'var(--fs-grid)', padding: '6px 10px' }, dropdown: { border: 0, padding: 4 }, label: { fontSize: 'var(--fs-xs)', padding: '4px 10px' } },
  }),
  Modal: Modal.extend({
    defaultProps: { centered: true, radius: 'lg', transitionProps: { duration: 120, transition: 'fade' }, overlayProps: { color: 'var(--scrim)', backgroundOpacity: 1 } },
    styles: { title: { fontSize: 'var(--fs-lg)', fontWeight: 600 } },
  }),
  Combobox: { defaultProps: { shadow: 'md' } },
  Popover: { styles: { dropdown: { border: 0 } } },
  Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300 } }),
};
