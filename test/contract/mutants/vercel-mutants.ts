import { type Mutant, type Native, withContext } from "./mutant.js";

const wire = "vercel/node";

/** The Request without some of its headers. */
function without(request: Request, ...names: readonly string[]): Request {
  const headers = new Headers(request.headers);
  for (const name of names) headers.delete(name);
  return new Request(request, { headers });
}

/** Adapters with the mistakes that people make on Vercel. */
export const vercelMutants: readonly Mutant[] = [
  {
    name: "the host is what the launcher made of the target",
    wire,
    event: (request) => without(request, "host", "x-forwarded-host"),
    caughtBy: ["a path that begins with two slashes does not change the origin"],
  },
  {
    name: "the deadline of the request context is not read",
    wire,
    context: (context) => ({ waitUntil: (promise: Native) => context.waitUntil?.(promise) }),
    caughtBy: [
      "the signal fires ahead of the deadline and agrees with the time that is left",
      "a deadline is known before it is near",
    ],
  },
  {
    name: "the request's own signal does not know the deadline",
    wire,
    function: (fn) => ({
      ...fn,
      handler: (request: Request, context: Native) =>
        fn.handler(new Request(request, { signal: new AbortController().signal }), context),
    }),
    caughtBy: ["the signal fires ahead of the deadline and agrees with the time that is left"],
  },
  {
    name: "waitUntil does nothing",
    wire: "vercel/edge",
    context: (context) => ({ ...context, waitUntil: () => {} }),
    caughtBy: ["work given to waitUntil is done", "work that a stream gives to waitUntil is done"],
  },
  {
    name: "waitUntil is taken off its object",
    wire,
    context: ({ waitUntil }) => ({ ...(waitUntil && { waitUntil }) }),
    caughtBy: ["work given to waitUntil is done"],
  },
  {
    name: "a header is written into a Response whose headers cannot be changed",
    throws: true,
    wire: "vercel/edge",
    result(response) {
      response.headers.set("x-powered-by", "adapter");
      return response;
    },
    caughtBy: ["Response.redirect(), whose headers nobody may change, leaves as it is"],
  },
  {
    name: "a Response is sent as native, with the length that the handler gave it",
    wire,
    function: (fn) => ({
      ...fn,
      handler: async (request: Request, context: Native) => {
        const response: Response = await fn.handler(request, context);
        return new Response(response.body, response);
      },
    }),
    caughtBy: ["a content-length that is wrong does not cut an answer off"],
  },
  {
    name: "the client's address is taken from a header of another platform",
    wire,
    function: (fn) =>
      withContext(fn, ({ client }, { headers }) => ({
        client: { ...client, ip: headers.get("cf-connecting-ip") ?? client.ip },
      })),
    caughtBy: ["a client cannot forge its address"],
  },
];
