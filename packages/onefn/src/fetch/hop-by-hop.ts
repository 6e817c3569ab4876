/** Headers that belong to one connection. @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const HOP_BY_HOP =
  /^(?:connection|keep-alive|proxy-(?:authenticate|authorization|connection)|te|trailer|transfer-encoding|upgrade)$/;

/**
 * Whether a header of an answer goes on to the client. What `return fetch(url)` gives still has the headers of the
 * connection to the upstream; on the client's own they would say what is not so, and platforms refuse them.
 *
 * @param name in lower case.
 * @param connection the answer's header of that name, which names others that belong to its connection.
 */
export function isEndToEnd(name: string, connection: string | null): boolean {
  return !HOP_BY_HOP.test(name) && !connection?.toLowerCase().split(/ *, */).includes(name);
}
