/** Whole minutes from `now` to an instant, rounded up so that the last minute still reads 1; negative once it is over. */
export function minutesLeft(until: string, now: number): number {
  const minutes = (new Date(until).getTime() - now) / 60_000;
  return minutes > 0 ? Math.ceil(minutes) : Math.min(-1, Math.floor(minutes));
}
