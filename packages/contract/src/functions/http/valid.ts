import { HttpError, type HttpMiddleware, http, json } from "onefn";
import { z } from "zod";
import { SECRET } from "./failures.js";

const Order = z.object({
  sku: z.string(),
  lines: z.array(z.object({ count: z.coerce.number().int().positive() })).default([]),
});

/** Some schemas query a database. */
const KnownOrder = Order.refine(async ({ sku }) => Promise.resolve(sku !== "unknown"), {
  path: ["sku"],
  message: `${SECRET} is not known`,
});

const signedIn: HttpMiddleware = (request, _, next) => {
  if (request.headers.get("authorization") !== "Bearer contract") throw new HttpError(401, "Sign in first");
  return next();
};

/** Functions whose input is validated before they run, and which return the schemas' output. */
export const validFunctions = {
  validOrder: http(
    {
      path: "/valid/orders/:id",
      json: KnownOrder,
      query: z.object({ page: z.coerce.number().optional(), tag: z.any().optional() }),
      params: z.object({ id: z.coerce.number().int() }),
    },
    (request, context) => json({ ...context.valid, raw: context.params.id, used: request.bodyUsed }),
  ),
  validForm: http(
    {
      path: "/valid/form",
      form: z.object({ name: z.string(), tag: z.any().optional(), file: z.any().optional() }),
    },
    async (_, { valid: { form } }) =>
      json({ ...form, file: form.file instanceof Blob ? await form.file.text() : form.file }),
  ),
  validQuery: http({ path: "/valid/query", query: z.record(z.string(), z.any()) }, (_, context) =>
    json(Object.entries(context.valid.query)),
  ),
  validSignedIn: http({ path: "/valid/signed-in", use: [signedIn], json: Order }, (_, context) =>
    json(context.valid.json),
  ),
  validOwn: http(
    {
      path: "/valid/own",
      json: Order,
      onInvalid: (issues, { headers }) =>
        headers.has("x-default") ? undefined : json({ refused: issues[0]?.path }, { status: 400 }),
    },
    (_, context) => json(context.valid.json),
  ),
  /** Values provided in a unit test are not validated; values from a middleware are. */
  validPretended: http(
    {
      path: "/valid/pretended",
      use: [
        (_, context, next) => {
          Object.assign(context, { valid: { json: "pretended" } });
          return next();
        },
      ],
      json: Order,
    },
    (_, context) => json(context.valid.json),
  ),
};
