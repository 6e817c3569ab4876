import type { HeaderList } from "./header-list.js";

export const LIST: unique symbol = Symbol.for("onefn.response.list") as never;
export const RELEASE: unique symbol = Symbol.for("onefn.response.release") as never;

export type Sent = string | Uint8Array | ReadableStream<Uint8Array> | Response | null;

/** How an encoder takes a light Response apart, without Headers and streams between them. */
export interface Sendable {
  /** Its headers; undefined once native Headers hold them. */
  [LIST](): HeaderList | undefined;
  /** Hands the content out. @throws TypeError when it was read before. */
  [RELEASE](): Sent;
}
