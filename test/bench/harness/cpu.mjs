// CPU time instead of wall time: it counts what garbage collection and the JIT's threads cost, and does not
// count what other processes of the machine take.

/**
 * Warms `operation` up, then gives the CPU microseconds of one call.
 *
 * @param {(index: number) => unknown} operation
 * @param {{ yieldEvery?: number, warmupMs?: number, measureMs?: number }} [options] `yieldEvery`: calls between
 *   two macrotasks. Lambda makes one invocation per macrotask; without the pause undici's WeakRefs pile up
 *   and the numbers are wrong.
 */
export async function cpuPerCall(operation, { yieldEvery = 8, warmupMs = 400, measureMs = 500 } = {}) {
  let index = 0;
  const calls = async (count) => {
    for (const end = index + count; index < end; ) {
      await operation(index++);
      if (index % yieldEvery === 0) await new Promise(setImmediate);
    }
  };

  const perCall = await spend(calls, yieldEvery, warmupMs);
  const count = Math.max(yieldEvery, Math.round((measureMs * 1000) / perCall));
  const before = process.cpuUsage();
  await calls(count);
  return cpuSince(before) / count;
}

/** Calls in growing portions until `budgetMs` of CPU time is gone; gives the microseconds of the last portion. */
async function spend(calls, first, budgetMs) {
  const start = process.cpuUsage();
  for (let count = first; ; count *= 2) {
    const before = process.cpuUsage();
    await calls(count);
    if (cpuSince(start) >= budgetMs * 1000) return cpuSince(before) / count;
  }
}

/** CPU microseconds, user and system, since an earlier `process.cpuUsage()`. */
export function cpuSince(before) {
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
