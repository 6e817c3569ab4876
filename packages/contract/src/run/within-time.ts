/** Milliseconds that a case may take unless it says otherwise; one that waits for what never comes fails then. */
export const LIMIT = 5000;

/** The promise's own end, or an error when the time for it is up. */
export async function withinTime<T>(promise: Promise<T>, limit = LIMIT): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the case did not end within ${limit} ms`)), limit);
  });
  try {
    return await Promise.race([promise, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
