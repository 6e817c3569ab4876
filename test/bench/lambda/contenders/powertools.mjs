import { Router } from "@aws-lambda-powertools/event-handler/http";
import { download, measureOf, totalOf } from "../cases.mjs";

const router = new Router();
router.get("/hello", () => ({ hello: "world" }));
router.get("/orders/:id", ({ req }) => {
  const url = new URL(req.url);
  return { path: url.pathname, q: url.searchParams.get("q") };
});
router.post("/orders", async ({ req }) => totalOf(await req.json()));
router.post("/upload", async ({ req }) => measureOf(new Uint8Array(await req.arrayBuffer())));
// Of a Response it takes the text; bytes have to be answered as a bare ArrayBuffer.
router.get("/download", ({ res }) => {
  res.headers.set("content-type", "application/octet-stream");
  return download.buffer;
});

export const load = () => (event, context) => router.resolve(event, context);
