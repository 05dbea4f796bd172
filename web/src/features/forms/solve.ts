import type { Puzzle } from './page';
import { sha256 } from './sha256';

/** How long one slice of the search may hold the page, in milliseconds. */
const SLICE = 12;

function isSolved({ challenge, bits }: Puzzle, answer: number): boolean {
  const [first = 0] = sha256(`${challenge}:${answer}`);
  return bits === 0 || first >>> (32 - Math.min(bits, 31)) === 0;
}

/** Looks for the answer in slices, so that typing never waits; strangers do not notice, robots do. */
export function solve(puzzle: Puzzle, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    let answer = 0;
    const step = (): void => {
      if (signal?.aborted) return;
      const until = performance.now() + SLICE;
      while (performance.now() < until) {
        if (isSolved(puzzle, answer)) return resolve(String(answer));
        answer += 1;
      }
      setTimeout(step);
    };
    step();
  });
}
