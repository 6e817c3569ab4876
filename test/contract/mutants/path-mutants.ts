import { type Mutant, type Native, withContext } from "./mutant.js";

const wire = "aws/function-url";

/** An adapter that reads another path out of the event. */
const withPath = (map: (path: string) => string) => (event: Native) => ({
  ...event,
  rawPath: map(event.rawPath),
});

/** An adapter whose handlers read another URL than its router. */
const withUrl = (map: (url: string, event: Native) => string) => (fn: Native) => ({
  ...fn,
  handler: (request: Native, context: Native) => {
    const value = map(request.url, context.platform.event);
    return fn.handler(Object.defineProperty(request, "url", { value }), context);
  },
});

/** An adapter that routes some function otherwise than its path says. */
const withRoute = (from: string, to: string) => (fn: Native) =>
  fn.trigger.path === from ? { ...fn, trigger: { ...fn.trigger, path: to } } : fn;

const asSent = (url: string, { rawPath, rawQueryString }: Native) =>
  new URL(url).origin + rawPath + (rawQueryString && `?${rawQueryString}`);

const DOTS = "path: /open/%2e%2e/guarded is resolved before a function is looked for";

/** Adapters that take a path for another one. */
export const pathMutants: readonly Mutant[] = [
  {
    name: "the router sees dot segments that request.url has not",
    wire,
    event: withPath((path) => path.replace(/\.|%2e/gi, "%252e")),
    caughtBy: [
      DOTS,
      "path: /open/../guarded is resolved before a function is looked for",
      "path: /guarded/x/%2e%2E is resolved before a function is looked for",
    ],
  },
  {
    name: "request.url has dot segments that the router does not see",
    wire,
    function: withUrl(asSent),
    caughtBy: [
      DOTS,
      "path: /open\\..\\guarded\\x is resolved as a URL parser does it",
      "request.url is one that parsing leaves as it is, whatever its path and query hold",
    ],
  },
  {
    name: "dots are resolved, and their escapes are not",
    wire,
    event: withPath((path) => path.replace(/%2e/gi, "%252e")),
    caughtBy: [DOTS, "path: /open/%2E./guarded is resolved before a function is looked for"],
  },
  {
    name: "a backslash is a character like others",
    wire,
    event: withPath((path) => path.replaceAll("\\", "%5C")),
    caughtBy: ["path: /open/..\\guarded is resolved as a URL parser does it"],
  },
  {
    name: "an encoded slash ends a segment",
    wire,
    event: withPath((path) => path.replace(/%2f/gi, "/")),
    caughtBy: [
      "path: %2F does not end a segment",
      "params: the rest of a path has the slashes that the URL has, and no dot segment",
    ],
  },
  {
    name: "the rest of a path is decoded, slashes and all",
    wire,
    function: (fn) =>
      withContext(fn, ({ params }) => ({
        params: "*" in params ? { "*": decodeURIComponent(params["*"]) } : params,
      })),
    caughtBy: ["params: the rest of a path has the slashes that the URL has, and no dot segment"],
  },
  {
    name: "a dot in a path stands for any character",
    wire,
    function: withRoute("/literal/v1.0/x", "/literal/:any/x"),
    caughtBy: ["path: no character of a path is a wildcard"],
  },
  {
    name: "a stroke in a path parts two alternatives",
    wire,
    function: withRoute("/literal/a|b", "/literal/a"),
    caughtBy: [
      "path: the characters of /literal/a|b stand for themselves, however a client spells them",
      "path: no character of a path is a wildcard",
    ],
  },
  {
    name: "letter case does not count",
    wire,
    event: withPath((path) => path.toLowerCase()),
    caughtBy: ["path: no character of a path is a wildcard"],
  },
  {
    name: "paths are compared as they are spelled",
    wire,
    event: withPath((path) => path.replace(/%(?=[46-7][\da-f])/gi, "%25")),
    caughtBy: [
      "path: the characters of /literal/hello stand for themselves, however a client spells them",
      "path: the characters of /literal/~me stand for themselves, however a client spells them",
      "a base path beyond ASCII is cut off, however a client spells it",
    ],
  },
  {
    name: "a base path is cut off before dot segments are resolved",
    wire,
    event: withPath((path) => path.replace("/x/../", "/x/%252e%252e/")),
    caughtBy: ["a base path beyond ASCII is cut off, however a client spells it"],
  },
  ...(
    [
      ["letter case", "CONTRACT.Example"],
      ["default port", "contract.example:443"],
    ] as const
  ).map(
    ([what, host]): Mutant => ({
      name: `the host in request.url keeps its ${what}`,
      wire,
      function: withUrl((url, { headers }) => url.replace(/\/\/[^/]+/, `//${headers.host}`)),
      caughtBy: [`the Host header "${host}" is in request.url as parsing gives it`],
    }),
  ),
];
