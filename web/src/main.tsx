import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
// The theme stands first: its style sheets come before those of everything drawn with it.
import { ThemeProvider } from '@/kit/theme/ThemeProvider';
import { App } from '@/app/App';
import { chosenLanguage, languageFor, startWords } from '@/kit/words/words';

async function start(root: HTMLElement): Promise<void> {
  const language = chosenLanguage() ?? languageFor(navigator.languages);
  await startWords(language);
  document.documentElement.lang = language;
  createRoot(root).render(
    <StrictMode>
      <ThemeProvider>
        <App />
      </ThemeProvider>
    </StrictMode>,
  );
}

// After an upgrade the files this page would still fetch are gone: one reload brings the new ones.
globalThis.addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem('genjin.reloaded') ?? 0);
  if (Date.now() - last < 60_000) return;
  sessionStorage.setItem('genjin.reloaded', String(Date.now()));
  globalThis.location.reload();
});

const root = document.getElementById('root');
if (root) void start(root);
