import type { TakenBody } from "./runtime.js";

/** {@link FetchRuntime.headerEntries} for any Response of the Fetch standard. */
export function headerEntries(response: Response, each: (name: string, value: string) => void): void {
  for (const [name, value] of response.headers) each(name, value);
}

/** {@link FetchRuntime.takeBody} for any Response. */
export function takeBody(response: Response): TakenBody {
  if (response.bodyUsed || response.body?.locked) {
    throw new TypeError("The Response's body was read before it was sent. Send a clone, or read one.");
  }
  return response.body as ReadableStream<Uint8Array> | null;
}

/** {@link FetchRuntime.takeBuffered} for any Response. */
export function takeBuffered(response: Response): null | Promise<Uint8Array> {
  if (takeBody(response) === null) return null;
  return response.arrayBuffer().then((buffer) => new Uint8Array(buffer));
}
