import type { AskedField, FormPage } from './page';

type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** A drawn form: what was typed, and words beside what is wrong with it. */
export interface DrawnForm {
  element: HTMLFormElement;
  answers: () => Record<string, string>;
  agreed: () => boolean;
  /** The field that people do not see: whoever fills it in is no person. */
  trap: () => string;
  /** Shows faults by column, "" being the form's own; goes to the first. */
  fault: (faults: Record<string, string>) => void;
  busy: (words: string) => void;
  free: () => void;
}

type Attributes = Record<string, string | boolean>;

function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes: Attributes = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, '');
    else if (value !== false) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

const TYPES: Record<string, Attributes> = {
  phone: { type: 'tel', inputmode: 'tel', autocomplete: 'tel' },
  email: { type: 'email', inputmode: 'email', autocomplete: 'email' },
  url: { type: 'url', inputmode: 'url' },
  number: { inputmode: 'decimal' },
  date: { type: 'date' },
};
const KNOWN: Record<string, string> = { company: 'organization', contact: 'name', title: 'organization-title', address: 'street-address' };

function inputFor(field: AskedField, words: Record<string, string>, id: string): Input {
  const shared: Attributes = { id, name: field.column, 'aria-required': String(field.required), 'aria-describedby': `${id}-more` };
  if (field.kind === 'checkbox') return make('input', { ...shared, type: 'checkbox', value: '是' });
  if (field.options.length > 0) {
    const several = field.kind === 'choices';
    const options = field.options.map((option) => make('option', { value: option }, option));
    return make('select', { ...shared, multiple: several }, ...(several ? [] : [make('option', { value: '' }, words['choose'] ?? '')]), ...options);
  }
  if (field.kind === 'long_text') return make('textarea', { ...shared, rows: '3', maxlength: '5000' });
  return make('input', { type: 'text', maxlength: '300', autocomplete: KNOWN[field.column] ?? 'off', ...TYPES[field.kind], ...shared });
}

function valueOf(input: Input): string {
  if (input instanceof HTMLSelectElement && input.multiple) return [...input.selectedOptions].map((option) => option.value).join('、');
  if (input instanceof HTMLInputElement && input.type === 'checkbox') return input.checked ? input.value : '';
  return input.value;
}

/** Draws a form. It knows no framework: strangers fetch it, and the builder shows the same as a preview. */
export function drawForm(page: FormPage): DrawnForm {
  const { words } = page;
  const inputs = new Map<string, Input>();
  const places = new Map<string, HTMLElement>();
  const rows = page.fields.map((field, index) => {
    const id = `field-${index}`;
    const input = inputFor(field, words, id);
    const more = make('p', { id: `${id}-more`, class: 'more' }, field.hint);
    inputs.set(field.column, input);
    places.set(field.column, more);
    const label = make('label', { for: id }, field.label, ...(field.required ? [make('span', { class: 'must', title: words['required'] ?? '' }, ' *')] : []));
    return make('div', { class: field.kind === 'checkbox' ? 'row tick' : 'row' }, label, input, more);
  });
  const agree = make('input', { type: 'checkbox', id: 'consent', 'aria-describedby': 'consent-more' });
  const consentPlace = make('p', { id: 'consent-more', class: 'more' });
  const consent = make('div', { class: 'consent' }, make('div', { class: 'terms', tabindex: '0' }, page.consent), make('label', { for: 'consent' }, agree, make('span', {}, words['agree'] ?? '')), consentPlace);
  places.set('consent', consentPlace);
  const own = make('p', { class: 'own', role: 'alert' });
  places.set('', own);
  const trap = make('input', { type: 'text', name: 'website', tabindex: '-1', autocomplete: 'off', 'aria-hidden': 'true' });
  const send = make('button', { type: 'submit' }, words['send'] ?? '');
  const element = make(
    'form',
    { novalidate: true, class: 'form' },
    make('h1', {}, page.title),
    ...(page.intro ? [make('p', { class: 'intro' }, page.intro)] : []),
    ...rows,
    make('div', { class: 'trap', 'aria-hidden': 'true' }, trap),
    ...(page.consent ? [consent] : []),
    own,
    send,
  );
  const hints = new Map(page.fields.map((field) => [field.column, field.hint]));

  function fault(faults: Record<string, string>): void {
    for (const [column, place] of places) {
      const why = faults[column];
      place.textContent = why ?? hints.get(column) ?? '';
      place.classList.toggle('bad', why !== undefined);
      inputs.get(column)?.setAttribute('aria-invalid', String(why !== undefined));
    }
    const first = [...inputs].find(([column]) => faults[column] !== undefined)?.[1] ?? (faults['consent'] === undefined ? undefined : agree);
    first?.focus();
  }

  return {
    element,
    answers: () => Object.fromEntries([...inputs].map(([column, input]) => [column, valueOf(input)])),
    agreed: () => agree.checked,
    trap: () => trap.value,
    fault,
    busy: (text) => {
      send.disabled = true;
      send.textContent = text;
    },
    free: () => {
      send.disabled = false;
      send.textContent = words['send'] ?? '';
    },
  };
}

/** What stands in the place of the form: thanks, or that it is closed. */
export function drawNotice(title: string, text: string): HTMLElement {
  return make('div', { class: 'form notice', role: 'status' }, make('h1', {}, title), make('p', { class: 'intro' }, text));
}
