import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '@/app/App';
import { ThemeProvider } from '@/kit/theme/ThemeProvider';
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

const root = document.getElementById('root');
if (root) void start(root);
