import type { paths } from './schema';

type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';

/** `/tables/{table}/rows/{row_id}` → `/tables/${string}/rows/${string}`. */
type Filled<P extends string> = P extends `${infer Before}{${string}}${infer After}` ? `${Before}${string}${Filled<After>}` : P;

type Below<P> = P extends `/api/v1${infer Rest}` ? Filled<Rest> : never;

/** Every path of the server's description that answers to the method, below /api/v1: another one is a type error. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, object> ? Below<P> : never;
}[keyof paths];
