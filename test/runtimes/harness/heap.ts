import type { Child } from "./child.js";

/** Flags of Node that let {@link heapOf} ask a process. */
export const HEAP_FLAGS: readonly string[] = [
  "--expose-gc",
  "--require",
  new URL("./heap-probe.cjs", import.meta.url).pathname,
];

/** Bytes that are in use on a process's heap after its garbage was collected. */
export async function heapOf(child: Child): Promise<number> {
  const seen = child.lines.length;
  child.signal("SIGUSR2");
  for await (const line of child.follow(seen)) {
    const bytes = /^heap (\d+)$/.exec(line)?.[1];
    if (bytes) return Number(bytes);
  }
  throw new Error(`[onefn/runtimes] The process ended:\n${child.lines.slice(-20).join("\n")}`);
}
