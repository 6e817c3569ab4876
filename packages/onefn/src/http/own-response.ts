import { createResponse, headerEntries, takeBody } from "#fetch";

/** A Response of another implementation, such as a ponyfill's, as one of the runtime's own. Its body counts as read. */
export function ownResponse(response: Response): Response {
  const { status, statusText } = response;
  const headers: [name: string, value: string][] = [];
  headerEntries(response, (name, value) => void headers.push([name, value]));
  return createResponse(takeBody(response), { status, statusText, headers });
}
