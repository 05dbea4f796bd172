import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Lays a compressed twin beside every built script and style: the server sends it as it is, without work of its own. */
function compressed(folder: string): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    closeBundle() {
      for (const name of readdirSync(folder).filter((file) => /\.(js|css)$/.test(file))) {
        const plain = readFileSync(join(folder, name));
        writeFileSync(join(folder, `${name}.gz`), gzipSync(plain, { level: 9 }));
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(plain));
      }
    },
  };
}

/** Where a module of node_modules goes, so that charts, drag and the like stay out of the first load. */
function chunkOf(id: string): string | undefined {
  const words = /\/src\/locales\/([\w-]+)\//.exec(id);
  if (words) return `words-${words[1]}`;
  if (!id.includes('/node_modules/')) return undefined;
  if (/\/node_modules\/(echarts|zrender)\//.test(id)) return 'charts';
  if (/\/node_modules\/(react|react-dom|scheduler)\//.test(id)) return 'react';
  if (/\/node_modules\/@mantine\/(core|hooks)\//.test(id)) return 'kit';
  if (/\/node_modules\/(i18next|react-i18next)\//.test(id)) return 'words';
  return undefined;
}

export default defineConfig(({ command }) => ({
  plugins: [react(), compressed(fileURLToPath(new URL('./dist/assets', import.meta.url)))],
  // Django serves the built files under its static prefix; the dev server serves them at the root.
  base: command === 'build' ? '/static/app/' : '/',
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:8000' } } },
  build: {
    outDir: 'dist',
    manifest: true,
    target: 'es2022',
    rolldownOptions: {
      // The form page is a page of its own: strangers fetch a few kilobytes, none of the interface.
      input: { main: fileURLToPath(new URL('./index.html', import.meta.url)), form: fileURLToPath(new URL('./form.html', import.meta.url)) },
      output: { manualChunks: chunkOf },
    },
  },
  test: { environment: 'node', include: ['src/**/*.test.{ts,tsx}'] },
}));
