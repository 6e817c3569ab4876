import assert from "node:assert/strict";
import type { RewriteRequest } from "onefn/simulator";
import { EVENT_SECRET, VERIFIER_ERROR } from "../functions/verifiers.js";

/** More bytes than a request may have. */
export const TOO_MANY = 17 * 1024 * 1024;

/** The request as its source writes it. */
export const asWritten: RewriteRequest = (written) => written;

/** The request with a secret, right or wrong. */
export const withSecret =
  (secret: string): RewriteRequest =>
  (written) => ({ ...written, headers: { ...written.headers, [EVENT_SECRET.header]: secret } });

/** Another body. Its type is not JSON, which functions-framework parses before any function is called. */
export const withBody =
  (body: string | Uint8Array<ArrayBuffer>): RewriteRequest =>
  (written) => ({ ...written, headers: { "content-type": "application/octet-stream" }, body });

/** A text in requests that neither the sender nor the log must see again. */
export const SECRET = "secret-of-the-caller";

/** Checks that the answer to a refused request holds no secret, and does not say what went wrong in the function. */
export function holdsNoDetails(answer: string): void {
  for (const secret of [SECRET, VERIFIER_ERROR, EVENT_SECRET.secret])
    assert.ok(!answer.includes(secret), "the answer holds a secret");
  assert.doesNotMatch(answer, /verify|\bat .+:\d+|Error:/, "the answer holds details");
}
