import { headerEntries, takeBuffered } from "onefn/provider";
import { type BodyTraits, type ResultBody, resultBody, withinLimit } from "./body.js";

/** A response's head with each header once and its cookies apart, which is what every wire is made of. */
export interface Head extends BodyTraits {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly cookies: readonly string[];
}

const NO_COOKIES: readonly string[] = Object.freeze([]);

/** Reads the head of a response. Set-Cookie is never joined: an Expires date holds a comma of its own. */
export function readHead(response: Response): Head {
  const headers: Record<string, string> = {};
  let cookies: string[] | undefined;
  for (const [name, value] of headerEntries(response)) {
    if (name === "set-cookie") {
      if (cookies) cookies.push(value);
      else cookies = [value];
    } else headers[name] = value;
  }
  return {
    status: response.status,
    headers,
    cookies: cookies ?? NO_COOKIES,
    contentType: headers["content-type"],
    contentEncoding: headers["content-encoding"],
  };
}

/** Puts head and body together once the body is read; only a stream has to be waited for. */
export function encodeWith<Result extends ResultBody>(
  response: Response,
  method: string,
  build: (head: Head, body: ResultBody) => Result,
): Result | Promise<Result> {
  const head = readHead(response);
  const body = method === "HEAD" ? null : takeBuffered(response);
  const finish = (bytes: string | Uint8Array | null) => withinLimit(build(head, resultBody(bytes, head)));
  return body instanceof Promise ? body.then(finish) : finish(body);
}
