import type { Capabilities } from "onefn/provider";
import { gap, how, LAMBDA } from "./words.js";

const DOCUMENTDB = "https://docs.aws.amazon.com/documentdb/latest/developerguide";
const TYPES = "https://bsonspec.org/spec.html";

/** Change streams of clusters. */
export const documentdb: Readonly<Record<string, Capabilities>> = {
  documentdb: {
    waitUntil: how("awaited before the answer"),
    partialFailure: gap(
      "Lambda delivers the whole batch again. onefn handles every change, then fails the invocation if any failed.",
      `${DOCUMENTDB}/using-lambda.html`,
    ),
    attempt: gap("A change does not say how often it was delivered.", `${LAMBDA}/with-documentdb.html`),
    retryAfter: gap("Lambda decides when a batch is delivered again.", `${DOCUMENTDB}/using-lambda.html`),
    reject: gap("Lambda repeats a batch until it succeeds.", `${DOCUMENTDB}/using-lambda.html`),
    before: gap("A change has no image of the document before it.", `${DOCUMENTDB}/change_streams.html`),
    longNumbers: gap("A number of more than 64 bits is a decimal, which arrives as a string.", TYPES),
    sets: gap("Documents have lists, but no sets.", TYPES),
  },
};
