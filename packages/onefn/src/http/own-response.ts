import { createResponse, headerEntries, isDecoded, takeBody } from "#fetch";

/**
 * A Response of another implementation, such as a ponyfill's, or one that fetch has decoded, as one of the runtime's
 * own that can be sent. Its body counts as read.
 */
export function ownResponse(response: Response): Response {
  const { status, statusText } = response;
  const decoded = isDecoded(response);
  const headers: [name: string, value: string][] = [];
  headerEntries(response, (name, value) => {
    if (!(decoded && ENCODED.test(name))) headers.push([name, value]);
  });
  return createResponse(takeBody(response), { status, statusText, headers });
}

/** What is true of the encoded body alone. */
const ENCODED = /^content-(?:encoding|length)$/;
