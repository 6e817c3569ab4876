/**
 * The result of a promise, or undefined if it takes too long. The work is not stopped.
 *
 * @param work a promise, or a function that starts it: then the time before it first waits counts too.
 */
export async function within<T>(ms: number, work: Promise<T> | (() => Promise<T>)): Promise<T | undefined> {
  const begun = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeUp = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    const given = await Promise.race([typeof work === "function" ? work() : work, timeUp]);
    // Work that never waits prevents the timer from firing.
    return Date.now() - begun > ms ? undefined : given;
  } finally {
    clearTimeout(timer);
  }
}

/** The result of a promise for a client that may go: it then rejects with the signal's reason. */
export function whileThere<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) leave();
    else signal.addEventListener("abort", leave, { once: true });
    // A client may wait for many answers with one signal.
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}
