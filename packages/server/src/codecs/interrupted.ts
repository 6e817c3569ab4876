/** What the reading of a body ends with when its client has gone. */
export function interrupted(cause: unknown): DOMException {
  return new DOMException("The client closed the connection before its body had arrived.", {
    name: "AbortError",
    cause,
  });
}
