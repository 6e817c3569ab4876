import type { RequestSource } from "./source.js";

/** A body as an encoder gets it: whole, or a stream. A string stands for its UTF-8 bytes. */
export type TakenBody = string | Uint8Array | ReadableStream<Uint8Array> | null;

/** The Fetch classes that the core needs: light ones on Node, native ones elsewhere. */
export interface FetchRuntime {
  /** A Request over a native event. Nothing of the event is read until it is needed. */
  createRequest(source: RequestSource): Request;
  /**
   * A Response. Bytes are used without a copy.
   *
   * @param type the content type, unless `init` has one. Default: `text/plain;charset=UTF-8` for text, none for
   * bytes.
   * @throws RangeError for a status outside 200 to 599.
   * @throws TypeError for headers and status texts that HTTP does not allow, and for a body with status 204, 205 or
   * 304.
   */
  createResponse(body: TakenBody, init?: ResponseInit, type?: string): Response;
  /**
   * Calls back for every header that is sent to the client: once for each name, in lower case, but once for each
   * value of `set-cookie`. Connection headers are left out. So is `content-length`, which the sender counts, except
   * for a response to HEAD and a 304.
   */
  headerEntries(response: Response, each: (name: string, value: string) => void): void;
  /** Takes the body out, once. @throws TypeError if it was already read. */
  takeBody(response: Response): TakenBody;
  /** The same, read to its end: synchronously if it is already whole. @throws TypeError like {@link takeBody}. */
  takeBuffered(response: Response): string | Uint8Array | null | Promise<Uint8Array | null>;
  /** Whether fetch returned this Response and decoded its body, so that its encoding headers no longer apply. */
  isDecoded(response: Response): boolean;
  /**
   * On Node, unless `ONEFN_GLOBALS=off`: makes the global Request and fetch accept light Requests. Elsewhere a no-op.
   */
  installGlobals(): void;
  /** The same for fetch only: for platforms on Node whose Requests are Node's own. */
  installFetch(): void;
}
