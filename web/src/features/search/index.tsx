export { Palette } from './Palette';
export { openPalette } from './paletteState';
