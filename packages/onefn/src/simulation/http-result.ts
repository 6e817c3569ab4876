import { type ResultSchema, schema } from "./result-schema.js";
import type { Answered } from "./through-http.js";
import type { DocumentedResult } from "./wire.js";

const { integer, object, record, string, union } = schema;

/** An answer that a source documents. */
export interface DocumentedAnswer {
  /** One status, or the first and the last of several. */
  readonly status: number | readonly [first: number, last: number];
  /** Default: JSON. */
  readonly contentType?: RegExp | undefined;
  /** Default: any. */
  readonly body?: RegExp | undefined;
}

/** A wrong answer, of which every member that is not given is right. */
export type WrongAnswer = Pick<Answered, "status" | "body"> & Partial<Pick<Answered, "contentType">>;

const JSON_TYPE = /^application\/json/;

/** What is refused before any function is called: words, and no details. */
const REFUSED: DocumentedAnswer = { status: [400, 599], contentType: /^text\/plain/, body: /^[\w ]*$/ };

/**
 * The native results of a wire over http. A refusal in plain text is always among them.
 *
 * @param answers what the source documents.
 * @param wrong examples that must not pass.
 */
export function httpResult(
  answers: readonly DocumentedAnswer[],
  wrong: readonly WrongAnswer[],
): DocumentedResult {
  return {
    schema: union(...[...answers, REFUSED].map(schemaOf)),
    wrong: [
      answered({ status: 204, contentType: "", body: "" }),
      answered({ status: 500, contentType: "text/plain", body: "Error: at handler (index.js:1)" }),
      ...wrong.map(answered),
    ],
  };
}

const answered = ({ contentType = "application/json", ...answer }: WrongAnswer): Answered => ({
  ...answer,
  contentType,
  headers: {},
});

function schemaOf({ status, contentType = JSON_TYPE, body }: DocumentedAnswer): ResultSchema {
  const [first, last] = typeof status === "number" ? [status, status] : status;
  return object({
    status: integer(first, last),
    contentType: string(contentType),
    headers: record(string()),
    body: string(body),
  });
}
