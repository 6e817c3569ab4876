import { HttpError, http, text } from "onefn";
import { SECRET } from "./failures.js";

type Next = () => Promise<Response>;

/** Ways to call `next`, or not to, that JavaScript allows. Those that return nothing have not answered. */
const WAYS: Readonly<Record<string, (next: Next) => unknown>> = {
  waits: async (next) => {
    await next();
  },
  floats: (next) => {
    next();
  },
  swallows: async (next) => {
    await next().catch(() => {});
  },
  skips: () => {},
  twice: async (next) => {
    await next();
    await next();
  },
  answers: (next) => {
    next();
    return text("by itself", { status: 202 });
  },
};

const HANDLERS: Readonly<Record<string, () => Response | Promise<Response>>> = {
  answers: () => text("by the handler"),
  throws: () => {
    throw new Error(SECRET);
  },
  rejects: async () => {
    throw new Error(SECRET);
  },
  refuses: () => {
    throw new HttpError(404, "No such order");
  },
};

/** A function whose middleware may return nothing. */
export const quietMiddlewareFunctions = {
  quietMiddleware: http(
    {
      path: "/quiet-middleware/:how/:what",
      use: [
        (_, { params }, next) => WAYS[(params as Record<string, string>).how ?? ""]?.(next) as never,
        (_, __, next) => next(),
      ],
    },
    (_, { params }) => HANDLERS[params.what]?.() ?? text("unknown", { status: 404 }),
  ),
};
