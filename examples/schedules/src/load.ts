/** In place of a database: the load by the time at which it was sampled. */
const samples = new Map<number, number>();

export function sampleLoad(at: Date): number {
  const load = Math.round(50 + 40 * Math.sin(at.getTime() / 10_000_000));
  samples.set(at.getTime(), load);
  return load;
}

/** Deletes older samples, and returns how many there were. */
export function forgetBefore(time: number): number {
  const old = [...samples.keys()].filter((at) => at < time);
  for (const at of old) samples.delete(at);
  return old.length;
}

/** The times of the samples. */
export function sampledAt(): readonly number[] {
  return [...samples.keys()];
}
