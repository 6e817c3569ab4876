import { HttpError, http, json, text } from "onefn";
import { Hostile, messageWithoutText, rejecting, unreadable } from "../hostile.js";

/** A text that must never reach a client. */
export const SECRET = "secret-d41d8cd9";

/** Every way in which a handler can end without a Response. */
const FAILURES: Readonly<Record<string, () => unknown>> = {
  error: () => {
    throw new Error(SECRET);
  },
  "later-error": async () => {
    await Promise.resolve();
    throw new TypeError(SECRET);
  },
  string: () => {
    throw SECRET;
  },
  undefined: () => {
    throw undefined;
  },
  null: () => {
    throw null;
  },
  "later-undefined": () => Promise.reject(undefined),
  frozen: () => {
    throw Object.freeze({ message: SECRET });
  },
  thenable: () => {
    throw rejecting(SECRET);
  },
  "returned-thenable": () => rejecting(SECRET),
  "hostile-error": () => {
    throw new Hostile(SECRET);
  },
  "message-without-text": () => {
    throw messageWithoutText();
  },
  "unreadable-value": () => {
    throw unreadable();
  },
  "returned-unreadable-value": () => unreadable(),
  response: () => {
    throw text(SECRET);
  },
  "returns-nothing": () => undefined,
  "returns-null": async () => null,
  "returns-text": () => SECRET,
  "returns-object": () => ({ status: 200, body: SECRET }),
  "error-response": () => Response.error(),
  "used-response": async () => {
    const response = text(SECRET);
    await response.text();
    return response;
  },
  "line-break-in-header": () => text(SECRET, { headers: { "x-broken": "a\r\nx-injected: yes" } }),
  "header-beyond-latin1": () => text(SECRET, { headers: { "x-broken": "\u65e5\u672c" } }),
  "header-name-with-space": () => text(SECRET, { headers: { "x broken": "a" } }),
};

/** The names of {@link FAILURES}. Each must be answered with a plain 500. */
export const FAILURE_NAMES: readonly string[] = Object.keys(FAILURES);

const CLIENT_ERRORS: Readonly<Record<string, () => HttpError>> = {
  "broken-header": () => new HttpError(400, SECRET, { headers: { "x-broken": "a\r\nx-injected: yes" } }),
  plain: () => new HttpError(404, "No such order"),
  headers: () => new HttpError(429, "Slow down", { headers: { "retry-after": "30" } }),
  typed: () => new HttpError(422, '{"error":1}', { headers: { "Content-Type": "application/json" } }),
  cause: () => new HttpError(409, "Try again", { cause: new Error(SECRET) }),
  server: () => new HttpError(503, "Back soon"),
  teapot: () => new HttpError(418, "Ünïcode"),
};

const HANDLERS: Readonly<Record<string, (error: unknown) => unknown>> = {
  answers: (error) => json({ handled: error instanceof Error }, { status: 422 }),
  nothing: () => undefined,
  text: () => SECRET,
  translates: () => {
    throw new HttpError(402, "Pay first");
  },
  throws: () => {
    throw new Error(`${SECRET}-again`);
  },
};

/** Functions that fail. */
export const failureFunctions = {
  throw: http({ path: "/throw/:how" }, (_, { params }) => FAILURES[params.how]?.() as Response),
  httpError: http({ path: "/http-error/:which" }, (_, { params }) => {
    throw CLIENT_ERRORS[params.which]?.();
  }),
  onError: http(
    {
      path: "/on-error/:how",
      onError: (error, _, { params }) => HANDLERS[params.how ?? ""]?.(error) as Response | undefined,
    },
    () => {
      throw new Error(SECRET);
    },
  ),
  limited: http({ path: "/limited", bodyLimit: 1000 }, async (request) => {
    return json({ size: (await request.arrayBuffer()).byteLength });
  }),
};
