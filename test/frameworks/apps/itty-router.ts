import { AutoRouter, cors, type IRequest, withContent } from "itty-router";
import { type App, json, to } from "../app.js";

const { preflight, corsify } = cors();
const router = AutoRouter({ before: [preflight], finally: [corsify] });
router.get("/hello/:name", ({ params, query }: IRequest) => ({ name: params.name, q: query.q }));
router.post("/json", withContent, ({ content }: IRequest) => content);

const JSON_TYPE = /^application\/json/;

export const ittyRouter: App = {
  name: "itty-router",
  fetch: (request) => router.fetch(request),
  exchanges: [
    {
      request: to("/hello/ada?q=1%202"),
      status: 200,
      type: JSON_TYPE,
      body: '{"name":"ada","q":"1 2"}',
    },
    { request: to("/json", json({ a: [1] })), status: 200, type: JSON_TYPE, body: '{"a":[1]}' },
    { request: to("/nowhere"), status: 404, type: JSON_TYPE, body: '{"status":404,"error":"Not Found"}' },
  ],
};
