import i18next from 'i18next';

/** A refusal or fault of the server, or no answer at all (`offline`). `message` is in the reader's language. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly data: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = 'ApiError';
  }

  /** No answer came: nothing is known about whether the server did it, so a resend needs the same client_key. */
  get offline(): boolean {
    return this.code === 'offline';
  }
}

/** The words to show for anything that was thrown. */
export function apiError(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  return i18next.t('app:error.unexpected');
}

export function isApiError(error: unknown, code?: string): error is ApiError {
  return error instanceof ApiError && (code === undefined || error.code === code);
}
