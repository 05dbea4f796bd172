import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the story pages that the browser tests drive. They are no part of the product's bundle. */
export default defineConfig({
  plugins: [react()],
  root: fileURLToPath(new URL('./src/stories', import.meta.url)),
  base: './',
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: fileURLToPath(new URL('./dist-stories', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    rolldownOptions: { input: { grid: fileURLToPath(new URL('./src/stories/grid.html', import.meta.url)) } },
  },
});
