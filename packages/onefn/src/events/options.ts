import type { OptionCheck } from "../option-checks.js";

/**
 * How requests that bring events are verified. `"platform"`: the platform has verified the sender before it calls the
 * function, as Cloud Run does for a service that requires authentication. A function must return `true`; if it returns
 * anything else or throws, the request is answered 401. To read the body, it uses `request.clone()`.
 */
export type Verify = "platform" | ((request: Request) => boolean | PromiseLike<boolean>);

/** Where events arrive as requests, and how these are verified. */
export interface EventSource {
  /**
   * The path that takes events, as the `path` of an http function. Default: every path; beside http functions,
   * `/_events`.
   */
  readonly path?: string | undefined;
  /** The triggers whose events are taken there, such as `["pubsub"]`. Default: all that the adapter knows. */
  readonly triggers?: readonly string[] | undefined;
  /** Verifies each request before its body is read. */
  readonly verify: Verify;
}

/** The option `events`: one source, or several, each with a path of its own. */
export type Events = EventSource | readonly EventSource[];

/** The options of an adapter whose events arrive as requests. */
export interface EventOptions {
  /**
   * Where events arrive as requests, and how they are checked: anyone on the network can send such a request. Without
   * this option they are answered 401, and no function runs.
   */
  readonly events?: Events | undefined;
}

/** The sources that the option `events` lists. */
export function sourcesOf({ events }: EventOptions): readonly EventSource[] | undefined {
  return Array.isArray(events) || !events ? events : [events as EventSource];
}

const isSource = (value: unknown): boolean => {
  if (Object(value) !== value) return false;
  const { verify, triggers = [], path = "", ...others } = value as Partial<EventSource>;
  return (
    (verify === "platform" || typeof verify === "function") &&
    Array.isArray(triggers) &&
    typeof path === "string" &&
    Object.keys(others).length === 0
  );
};

/** The check of the option `events`. */
export const EVENTS: OptionCheck = [
  (value) => [value].flat().length > 0 && [value].flat().every(isSource),
  '{ verify, path, triggers }, or a list of these, where verify is "platform" or a function',
];
