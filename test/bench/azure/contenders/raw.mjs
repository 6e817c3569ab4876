const handlers = {
  hello: async () => ({ jsonBody: { hello: "world" } }),
  echo: async (request) => ({ body: await request.text(), headers: { "content-type": "text/plain" } }),
};

/** A function as Azure's documentation writes it. */
export function load(name) {
  return handlers[name];
}
