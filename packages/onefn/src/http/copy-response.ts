import { createResponse, headerEntries, isDecoded, takeBody } from "#fetch";

/**
 * A Response of the runtime's own class with the head of another, such as a ponyfill's.
 *
 * @param body replaces its body. Default: its own, which then counts as read.
 * @param length the Content-Length; null for none. Default: its own.
 * @param without a header to leave out, in lower case.
 */
export function copyResponse(
  response: Response,
  body = takeBody(response),
  length: string | number | null = response.headers.get("content-length"),
  without?: string,
): Response {
  const { status, statusText } = response;
  const headers: [name: string, value: string][] = [];
  headerEntries(response, (name, value) => {
    if (name !== without && name !== "content-length") headers.push([name, value]);
  });
  if (length !== null) headers.push(["content-length", `${length}`]);
  return createResponse(body, { status, statusText, headers });
}

/** A Response whose body fetch has decoded, without its encoding headers; any other Response unchanged. */
export function withoutDecodedEncoding(response: Response): Response {
  return isDecoded(response) ? copyResponse(response, undefined, null, "content-encoding") : response;
}
