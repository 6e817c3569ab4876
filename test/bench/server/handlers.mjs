/**
 * The handlers over the Fetch standard.
 *
 * @param {typeof Response} [Light] a Response of the contender's own; without it the global one of the moment,
 *   which adapters may replace
 */
export function fetchHandlers(Light) {
  const respond = (body, type) => new (Light ?? Response)(body, { headers: { "content-type": type } });
  return {
    hello: () => respond(JSON.stringify({ hello: "world" }), "application/json"),
    echo: async (request) => respond(await request.text(), "text/plain"),
  };
}
