import type { Native } from "./mutant.js";

/** The options of an adapter with another `verify`, where it has a function. */
export const verifying =
  (make: (verify: Native) => Native) =>
  ({ events, ...options }: Native): Native => ({
    ...options,
    events: typeof events?.verify === "function" ? { ...events, verify: make(events.verify) } : events,
  });

/** A response whose status is changed before it is sent. */
export const status =
  (map: (status: number) => number) =>
  (response: Native): void => {
    const { writeHead } = response;
    response.writeHead = (code: number, ...rest: readonly unknown[]) =>
      writeHead.call(response, map(code), ...rest);
  };

/** A response whose JSON is changed before it is sent. */
export const body = (change: (json: Native) => Native) => (response: Native) => {
  const { end, writeHead } = response;
  response.writeHead = (code: number, ...rest: readonly unknown[]) => {
    const list = rest.at(-1) as readonly string[];
    const at = list.indexOf("content-length");
    return writeHead.call(response, code, at === -1 ? list : list.toSpliced(at, 2));
  };
  response.end = (last: Native) => {
    const text = String(last === undefined ? "" : Buffer.from(last));
    end.call(response, text.startsWith("{") ? JSON.stringify(change(JSON.parse(text))) : text);
  };
};

/** What catches an adapter that does not verify by a secret, or by a token. */
export const WRONG_SECRET =
  "an event with the right secret is handled, and one with a wrong secret, or none, is answered 401";
export const WRONG_TOKEN =
  "an event with a token of Google's is handled, and one whose token has expired or was changed is answered 401";
