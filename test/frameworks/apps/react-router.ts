import { createStaticHandler } from "react-router";
import { type App, multipart, to } from "../app.js";

const handler = createStaticHandler([
  {
    path: "/hello/:name",
    loader: ({ params, request }) => ({ ...params, at: new URL(request.url).pathname }),
  },
  {
    path: "/notes",
    action: async ({ request }) => {
      const form = await request.formData();
      return { text: form.get("text"), isAborted: request.signal.aborted };
    },
  },
]);

/** What a server's entry of the framework does, without the rendering. */
async function answer(request: Request): Promise<Response> {
  const found = await handler.query(request);
  if (found instanceof Response) return found;
  const data = found.actionData ?? found.loaderData;
  return Response.json(Object.values(data)[0], { status: found.statusCode });
}

const JSON_TYPE = /^application\/json/;
const SAVED = '{"text":"milk","isAborted":false}';

export const reactRouter: App = {
  name: "React Router",
  fetch: answer,
  exchanges: [
    { request: to("/hello/ada"), status: 200, type: JSON_TYPE, body: '{"name":"ada","at":"/hello/ada"}' },
    {
      request: to("/notes", { method: "POST", body: new URLSearchParams({ text: "milk" }) }),
      status: 200,
      type: JSON_TYPE,
      body: SAVED,
    },
    { request: to("/notes", multipart({ text: "milk" })), status: 200, type: JSON_TYPE, body: SAVED },
  ],
};
