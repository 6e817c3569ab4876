import { takeBody } from "#fetch";

/**
 * In place of a body where there is none to send, as for HEAD: what would have produced it is told so.
 *
 * @throws TypeError when it was read before.
 */
export function discardBody(response: Response): null {
  const body = takeBody(response);
  if (body !== null && typeof body === "object" && "cancel" in body) body.cancel().catch(() => {});
  return null;
}
