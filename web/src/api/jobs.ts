import { api } from './client';
import { ApiError } from './errors';
import { listenEvents } from './events';
import type { Job } from './types';

const ENDED: Job['state'][] = ['done', 'failed', 'cancelled'];
const ASK_MS = 800;

/** Waits until a job has ended; live events wake it, asking is the fallback. Raises when it failed. */
export async function watchJob(id: number, fallbackWords: string): Promise<Job> {
  for (;;) {
    const job = await api.get<Job>(`/jobs/${id}`);
    if (job.state === 'failed') throw new ApiError(500, 'internal', job.error?.message ?? fallbackWords);
    if (ENDED.includes(job.state)) return job;
    await nextSign(id);
  }
}

function nextSign(id: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, ASK_MS);
    const stop = listenEvents((event) => {
      if (event.type === 'job' && event.id === id) finish();
    });
    function finish(): void {
      clearTimeout(timer);
      stop();
      resolve();
    }
  });
}
