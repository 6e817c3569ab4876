/** Headers that belong to one connection. @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const HOP_BY_HOP: ReadonlySet<string> = /* @__PURE__ */ new Set(
  "connection keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer transfer-encoding upgrade".split(
    " ",
  ),
);

const HEAD = Symbol.for("onefn.response.head");

/** Marks a Response as the head of one with a body, so that its Content-Length is kept. */
export function markAsHead(response: Response): Response {
  return Object.assign(response, { [HEAD]: true });
}

/**
 * Whether a response header is sent to the client. The result of `return fetch(url)` still has the headers of the
 * upstream connection. They are wrong for the client's connection, and platforms refuse them. The code that sends the
 * body counts its length; the header is kept only if there is no body.
 *
 * @param name in lower case.
 * @param connection the response's Connection header, which names other headers of its connection.
 */
export function isLeaving(name: string, connection: string | null, response: Response): boolean {
  return (
    !HOP_BY_HOP.has(name) &&
    (name !== "content-length" || response.status === 304 || HEAD in response) &&
    !connection?.split(",").some((each) => each.trim().toLowerCase() === name)
  );
}
