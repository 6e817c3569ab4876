import { getQuery, getRouterParam, H3, HTTPError, readBody, setCookie } from "h3";
import { type App, json, multipart, to } from "../app.js";

const app = new H3();
app.get("/hello/:name", (event) => ({ name: getRouterParam(event, "name"), q: getQuery(event).q }));
app.post("/json", (event) => readBody(event));
app.post("/form", async (event) => {
  const form = await event.req.formData();
  const file = form.get("file") as File;
  return { a: form.get("a"), file: [file.name, await file.text()] };
});
app.get("/cookie", (event) => {
  setCookie(event, "a", "1", { expires: new Date("2099-01-01") });
  return { set: 1 };
});
app.get("/stream", () => {
  const chunks = ["one ", "two"].map((text) => new TextEncoder().encode(text));
  return new Response(
    new ReadableStream({
      pull(controller) {
        const chunk = chunks.shift();
        if (chunk) controller.enqueue(chunk);
        else controller.close();
      },
    }),
    { headers: { "content-type": "text/plain" } },
  );
});
app.get("/teapot", () => {
  throw new HTTPError({ status: 418, message: "no coffee" });
});

export const h3: App = {
  name: "h3",
  fetch: (request) => app.fetch(request),
  exchanges: [
    {
      request: to("/hello/ada?q=1%202"),
      status: 200,
      type: /^application\/json/,
      body: JSON.stringify({ name: "ada", q: "1 2" }),
    },
    { request: to("/json", json([1, "é"])), status: 200, type: /^application\/json/, body: '[1,"é"]' },
    {
      request: to("/form", multipart({ a: "1" }, "file")),
      status: 200,
      type: /^application\/json/,
      body: JSON.stringify({ a: "1", file: ["a.txt", "content"] }),
    },
    {
      request: to("/cookie"),
      status: 200,
      type: /^application\/json/,
      body: '{"set":1}',
      cookies: ["a=1; Path=/; Expires=Thu, 01 Jan 2099 00:00:00 GMT"],
    },
    {
      request: to("/teapot"),
      status: 418,
      type: /^application\/json/,
      body: JSON.stringify({ status: 418, message: "no coffee" }),
    },
    { request: to("/stream"), status: 200, type: /^text\/plain/, body: "one two" },
  ],
};
