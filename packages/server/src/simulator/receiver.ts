import type { AdaptOptions, EventOptions } from "onefn/provider";
import type { Load, RecordOptions, RewriteRequest, WrittenRequest } from "onefn/simulator";
import type { HostOptions, RunningServer } from "./host.js";
import { type Answer, push } from "./push.js";

/** What the functions are adapted with unless a deployment says otherwise: the platform has checked who sends. */
const CHECKED: EventOptions = { events: { verify: "platform" } };

/** Functions that receive events as requests. */
export interface Receiver {
  readonly running: RunningServer;
  /** Sends an event, and returns what came back: `invoke` of a broker. Never rejects. */
  invoke(
    event: unknown,
    deliveries: unknown,
    now: unknown,
    rewrite: RewriteRequest | undefined,
  ): Promise<Answer>;
}

/** How a source reaches its functions. */
export interface Receiving {
  start(load: Load, options: HostOptions): Promise<RunningServer>;
  /** The request of a native event, or of what is sent in its place. */
  write(event: unknown): Pick<WrittenRequest, "headers" | "body">;
  /** How long it waits for an answer, in milliseconds. Default: 30,000. */
  readonly patience?: number | undefined;
}

/** Starts functions that receive events as requests, at the path of the option `events`. */
export async function startReceiver<Sent>(
  load: Load,
  { adapt, timeout }: RecordOptions<Sent>,
  { start, write, patience }: Receiving,
): Promise<Receiver> {
  const given: AdaptOptions & EventOptions = { ...CHECKED, ...adapt };
  const running = await start(load, { adapt: given, timeout });
  const path = pathOf(load, given);
  return {
    running,
    invoke(event, _, __, rewrite) {
      const written: WrittenRequest = { path: path(), ...write(event) };
      return push(running, rewrite?.(written) ?? written, patience);
    },
  };
}

/** Where events are taken: beside http functions, or everywhere. */
function pathOf(load: Load, { events }: EventOptions): () => string {
  const [source] = [events ?? []].flat();
  return () => {
    const functions = Object.values({ ...load(), itself: load() });
    return source?.path ?? (functions.some((fn) => Object(fn).kind === "http") ? "/_events" : "/");
  };
}
