import type { RequestSource } from "./source.js";

/** A body as an encoder gets it: whole, or a stream. A string stands for its UTF-8 bytes. */
export type TakenBody = string | Uint8Array | ReadableStream<Uint8Array> | null;

/** What the core asks of a runtime's Fetch classes: light ones on Node, the native ones elsewhere. */
export interface FetchRuntime {
  /** A Request over a native event, of which nothing is read before somebody asks. */
  createRequest(source: RequestSource): Request;
  /**
   * A Response. Bytes are taken over, not copied.
   *
   * @param type the content type, unless `init` has one. Default: `text/plain;charset=UTF-8` for a text, none for bytes.
   * @throws RangeError for a status outside of 200 to 599.
   * @throws TypeError for headers and status texts that HTTP does not allow, and for a body with status 204, 205 or 304.
   */
  createResponse(body: TakenBody, init?: ResponseInit, type?: string): Response;
  /**
   * Calls back for every header that goes on to the client, names in lower case and once; but `set-cookie` for each of
   * its values. Those that belong to a connection are left out.
   */
  headerEntries(response: Response, each: (name: string, value: string) => void): void;
  /** Hands the body out, once. @throws TypeError when it was read before. */
  takeBody(response: Response): TakenBody;
  /** The same, wholly read: at once where it is whole already. @throws TypeError as {@link takeBody} does. */
  takeBuffered(response: Response): string | Uint8Array | null | Promise<Uint8Array | null>;
  /** Whether fetch gave this Response and decoded its body, so that the headers of its encoding are no longer true. */
  isDecoded(response: Response): boolean;
  /** On Node, unless `ONEFN_GLOBALS=off`: the global Request and fetch understand light Requests. Elsewhere nothing. */
  installGlobals(): void;
  /** The same for `fetch` only: for platforms on Node whose Requests are Node's own. */
  installFetch(): void;
}
