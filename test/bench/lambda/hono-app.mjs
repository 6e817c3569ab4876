import { Hono } from "hono";
import { download, measureOf, totalOf } from "./cases.mjs";

/** An application as its author would write it; it knows of no adapter. */
export const app = new Hono()
  .get("/hello", (c) => c.json({ hello: "world" }))
  .get("/orders/:id", (c) => c.json({ path: c.req.path, q: c.req.query("q") }))
  .post("/orders", async (c) => c.json(totalOf(await c.req.json())))
  .post("/upload", async (c) => c.json(measureOf(new Uint8Array(await c.req.arrayBuffer()))))
  .get("/download", (c) => c.body(download, 200, { "content-type": "application/octet-stream" }));
