import './form.css';
import type { FormPage, Puzzle } from './page';
import { drawForm, drawNotice, type DrawnForm } from './render';
import { solve } from './solve';

/** How often a puzzle that has grown too old is replaced before the person is asked to send again. */
const RENEWALS = 2;

interface Refusal {
  code?: string;
  message?: string;
  data?: Partial<Puzzle> & { fields?: Record<string, string> };
}

async function post(page: FormPage, form: DrawnForm, puzzle: Puzzle, proof: string): Promise<Response> {
  const body = {
    answers: form.answers(),
    consent: form.agreed(),
    consent_version: page.consent_version,
    challenge: puzzle.challenge,
    proof,
    website: form.trap(),
  };
  const headers = { 'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang };
  return fetch(`/api/v1/forms/${page.token}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

function start(root: HTMLElement, page: FormPage): void {
  const { words } = page;
  const form = drawForm(page);
  let puzzle: Puzzle = page;
  // The answer is looked for while the person types.
  let proof = solve(puzzle);

  /** Sends, renewing an old puzzle by itself; answers the refusal, or undefined once it is received. */
  async function send(renewals = RENEWALS): Promise<Refusal | undefined> {
    form.busy(words['checking'] ?? '');
    const answer = await proof;
    form.busy(words['sending'] ?? '');
    const response = await post(page, form, puzzle, answer);
    if (response.ok) return undefined;
    const refusal = (await response.json().catch(() => ({}))) as Refusal;
    const { challenge, bits } = refusal.data ?? {};
    if (refusal.code !== 'form_proof' || !challenge || bits === undefined || renewals === 0) return refusal;
    puzzle = { challenge, bits };
    proof = solve(puzzle);
    return send(renewals - 1);
  }

  async function submit(): Promise<void> {
    form.fault({});
    try {
      const refusal = await send();
      if (refusal === undefined) {
        root.replaceChildren(drawNotice(page.title, page.thanks || (words['thanks'] ?? '')));
        scrollTo(0, 0);
        return;
      }
      form.fault(refusal.data?.fields ?? { '': refusal.message ?? words['failed'] ?? '' });
    } catch {
      form.fault({ '': words[navigator.onLine ? 'failed' : 'offline'] ?? '' });
    }
    form.free();
  }

  form.element.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  root.replaceChildren(form.element);
}

const root = document.getElementById('root');
const page = JSON.parse(document.getElementById('form')?.textContent ?? '{}') as Partial<FormPage>;
if (root && page.token) start(root, page as FormPage);
else if (root) root.replaceChildren(drawNotice(page.words?.['closed'] ?? '', page.words?.['closed_more'] ?? ''));
