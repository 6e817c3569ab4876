import { initTRPC } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { type App, json, to } from "../app.js";

const t = initTRPC.context<{ readonly caller: string | null }>().create();

const router = t.router({
  hello: t.procedure.query(({ ctx }) => `hello ${ctx.caller}`),
  add: t.procedure
    .input((value) => value as readonly number[])
    .mutation(({ input }) => input.reduce((sum, each) => sum + each, 0)),
});

const JSON_TYPE = /^application\/json/;

export const trpc: App = {
  name: "tRPC",
  fetch: (req) =>
    fetchRequestHandler({
      endpoint: "/trpc",
      req,
      router,
      createContext: () => ({ caller: req.headers.get("x-caller") }),
    }),
  exchanges: [
    {
      request: to("/trpc/hello", { headers: { "x-caller": "ada" } }),
      status: 200,
      type: JSON_TYPE,
      body: '{"result":{"data":"hello ada"}}',
    },
    { request: to("/trpc/add", json([1, 2])), status: 200, type: JSON_TYPE, body: '{"result":{"data":3}}' },
    {
      request: to("/trpc/hello,hello?batch=1&input=%7B%7D", { headers: { "x-caller": "bob" } }),
      status: 200,
      type: JSON_TYPE,
      body: '[{"result":{"data":"hello bob"}},{"result":{"data":"hello bob"}}]',
    },
  ],
};
