import { Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";

/** A Hono app like any other: it knows nothing of onefn. */
export const app = new Hono().basePath("/app");

app.get("/", (c) => c.html("<h1>Hono</h1>"));

app.get("/greet/:name", (c) => c.json({ hello: c.req.param("name"), loud: c.req.query("loud") === "yes" }));

app.post("/notes", async (c) => {
  const { text } = await c.req.json<{ text?: unknown }>();
  return typeof text === "string" ? c.json({ text }, 201) : c.json({ error: "text is missing" }, 400);
});

app.get("/visits", (c) => {
  const visits = (Number.parseInt(getCookie(c, "visits") ?? "0", 10) || 0) + 1;
  setCookie(c, "visits", String(visits), { httpOnly: true, sameSite: "Lax" });
  return c.text(`visit ${visits}`);
});
