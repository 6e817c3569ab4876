import { Hono } from "hono";

/** An application as its author would write it; it knows of no adapter. */
export const app = new Hono()
  .get("/hello", (c) => c.json({ hello: "world" }))
  .post("/echo", async (c) => c.text(await c.req.text()));
