import { tagOf } from "./content.js";

/** A piece of a body, which has to be bytes. @throws TypeError @see https://fetch.spec.whatwg.org/#body-fully-read */
export function bytesOnly(piece: unknown): Uint8Array {
  if (tagOf(piece) === "Uint8Array") return piece as Uint8Array;
  throw new TypeError("A body's stream gave no Uint8Array. Use stream(), or a TextEncoderStream.");
}
