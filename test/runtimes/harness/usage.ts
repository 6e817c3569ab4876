import type { Child } from "./child.js";

/** Flags of Node that let {@link usageOf} ask a process. */
export const USAGE_FLAGS: readonly string[] = [
  "--expose-gc",
  "--require",
  new URL("./usage-probe.cjs", import.meta.url).pathname,
];

/** What caches and compiled code may still grow by, in bytes; ten bytes kept of each of 100,000 requests are more. */
export const SLACK = 1_000_000;

/** What a process has in use. */
export interface Usage {
  /** Bytes on its heap after garbage was collected. */
  readonly heap: number;
  /** Connections, timers and whatever else keeps its event loop alive. */
  readonly handles: number;
}

/** Asks a process that runs with {@link USAGE_FLAGS}. */
export async function usageOf(child: Child): Promise<Usage> {
  const seen = child.lines.length;
  child.signal("SIGUSR2");
  for await (const line of child.follow(seen)) {
    const [, heap, handles] = /^in use (\d+) (\d+)$/.exec(line) ?? [];
    if (heap && handles) return { heap: Number(heap), handles: Number(handles) };
  }
  throw new Error(`[onefn/runtimes] The process ended:\n${child.lines.slice(-20).join("\n")}`);
}
