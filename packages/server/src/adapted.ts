import type { Handle } from "onefn/provider";
import { FetchCall } from "./fetch-call.js";
import type { Work } from "./work.js";

/** Functions that are ready for a server: `serve` takes them, and so does every server that calls a Fetch handler. */
export interface Adapted {
  /**
   * Answers a request by the Fetch standard; usable when taken off the object.
   *
   * @param info what the runtime gives beside the request: Bun's server, Deno's connection information. It tells
   * the client's address.
   */
  readonly fetch: (request: Request, info?: unknown) => Promise<Response>;
}

/** Takes calls and gives what answers them. */
export type ServerHandle = Handle<Work | undefined>;

const handles = new WeakMap<Adapted, ServerHandle>();

/** Wraps what answers calls. */
export function createAdapted(handle: ServerHandle): Adapted {
  const adapted: Adapted = {
    fetch: async (request, info) => handle(new FetchCall(request, info), undefined) as Promise<Response>,
  };
  handles.set(adapted, handle);
  return adapted;
}

/** What answers calls behind `adapted`; undefined for an object that `adapt` did not make. */
export function handleOf(adapted: Adapted): ServerHandle | undefined {
  return handles.get(adapted);
}
