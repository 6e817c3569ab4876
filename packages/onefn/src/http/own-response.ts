import { createResponse, headerEntries, takeBody } from "#fetch";

/**
 * A Response of another implementation, such as a ponyfill's, as one of the runtime's own. Its body counts as read.
 *
 * @param without the names of headers that are not taken over.
 */
export function ownResponse(response: Response, without?: RegExp): Response {
  const { status, statusText } = response;
  const headers: [name: string, value: string][] = [];
  headerEntries(response, (name, value) => {
    if (!without?.test(name)) headers.push([name, value]);
  });
  return createResponse(takeBody(response), { status, statusText, headers });
}
