import i18next from 'i18next';
import { noteReachable, noteUnreachable } from './connection';
import { ApiError } from './errors';
import { sessionGate, waitAtGate } from './gate';
import type { PathOf } from './paths';

const BASE = '/api/v1';

type Query = Record<string, string | number | boolean | null | undefined>;

function cookie(name: string): string {
  const found = document.cookie.split('; ').find((part) => part.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : '';
}

function address(path: string, query?: Query): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== null && value !== undefined && value !== '') params.set(key, String(value));
  }
  const tail = params.toString();
  return BASE + path + (tail ? `?${tail}` : '');
}

async function readError(response: Response): Promise<ApiError> {
  const fallback = i18next.t(response.status >= 500 ? 'app:error.server' : 'app:error.unexpected');
  try {
    const body = (await response.json()) as { code?: string; message?: string; data?: Record<string, unknown> };
    return new ApiError(response.status, body.code ?? 'internal', body.message ?? fallback, body.data ?? {});
  } catch {
    return new ApiError(response.status, 'internal', fallback);
  }
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(url, init);
    // A proxy in front of a stopped server answers 502–504: for the person that is the same as no network.
    if (response.status >= 502 && response.status <= 504) throw new TypeError('gateway');
    noteReachable();
    return response;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    noteUnreachable();
    throw new ApiError(0, 'offline', i18next.t('app:error.offline'));
  }
}

/** The token that writing needs; it comes as a cookie with any answer of /session, signed in or not. */
async function csrfToken(): Promise<string> {
  if (!cookie('csrftoken')) await send(`${BASE}/session`, { credentials: 'same-origin' });
  return cookie('csrftoken');
}

/** Fetch with session, CSRF token and language; waits at the session gate when the session has ended. */
export async function appFetch(url: string, init: RequestInit = {}): Promise<Response> {
  for (;;) {
    const headers = new Headers(init.headers);
    headers.set('Accept-Language', i18next.language);
    if (init.method && init.method !== 'GET') headers.set('X-CSRFToken', await csrfToken());
    const response = await send(url, { ...init, headers, credentials: 'same-origin' });
    if (response.ok) return response;
    const error = await readError(response);
    if (error.code === 'not_signed_in' && sessionGate.get() !== 'none' && !url.startsWith(`${BASE}/session`)) {
      await waitAtGate();
      continue;
    }
    throw error;
  }
}

async function call<T>(method: string, path: string, body?: unknown, query?: Query, signal?: AbortSignal): Promise<T> {
  const init: RequestInit = { method };
  if (signal) init.signal = signal;
  if (body instanceof FormData) init.body = body;
  else if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { 'Content-Type': 'application/json' };
  }
  const response = await appFetch(address(path, query), init);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

/** The API by method; `path` is below /api/v1. Every refusal is thrown as ApiError. */
export const api = {
  get: <T>(path: PathOf<'get'>, query?: Query, signal?: AbortSignal) => call<T>('GET', path, undefined, query, signal),
  post: <T>(path: PathOf<'post'>, body: unknown = {}, signal?: AbortSignal) => call<T>('POST', path, body, undefined, signal),
  patch: <T>(path: PathOf<'patch'>, body: unknown) => call<T>('PATCH', path, body),
  put: <T>(path: PathOf<'put'>, body: unknown) => call<T>('PUT', path, body),
  delete: <T>(path: PathOf<'delete'>) => call<T>('DELETE', path),
  /** A file with further form fields. */
  upload<T>(path: PathOf<'post'>, file: File, fields: Record<string, string> = {}): Promise<T> {
    const form = new FormData();
    form.set('file', file);
    for (const [key, value] of Object.entries(fields)) form.set(key, value);
    return call<T>('POST', path, form);
  },
  /** The address of a download, for links. */
  href: (path: string, query?: Query) => address(path, query),
};
