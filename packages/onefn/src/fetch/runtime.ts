import type { RequestSource } from "./source.js";

/** A body as an encoder gets it: whole, or a stream. A string stands for its UTF-8 bytes. */
export type TakenBody = string | Uint8Array | ReadableStream<Uint8Array> | null;

/** What the core asks of a runtime's Fetch classes: the light ones on Node, the native ones elsewhere. */
export interface FetchRuntime {
  /** A Request over a native event, of which nothing is read before somebody asks. */
  createRequest(source: RequestSource): Request;
  /**
   * A Response. Bytes are taken over, not copied.
   * @throws TypeError for headers or a status text that HTTP does not allow, and for a body with a status that has none.
   * @throws RangeError for a status outside of 200 to 599.
   */
  createResponse(body: TakenBody, init?: ResponseInit): Response;
  /** Calls back for every header, names in lower case, each `set-cookie` by itself. */
  headerEntries(response: Response, each: (name: string, value: string) => void): void;
  /** Hands the body out, once. @throws TypeError when it was read before. */
  takeBody(response: Response): TakenBody;
  /** The same, wholly read: at once where it is whole already. @throws TypeError as {@link takeBody} does. */
  takeBuffered(response: Response): string | Uint8Array | null | Promise<Uint8Array | null>;
  /** Makes the light Request pass for the global one on Node, unless `ONEFN_GLOBALS=off`; elsewhere nothing. */
  installGlobals(): void;
  /** Makes plain `new Response()` and `new Headers()` light too on Node; elsewhere nothing. */
  installFast(): void;
}
