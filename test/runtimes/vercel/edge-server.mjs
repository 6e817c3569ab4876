// node edge-server.mjs <file>: serves a script that listens for `fetch` by edge-runtime's own server.
import { readFileSync } from "node:fs";
import { EdgeRuntime, runServer } from "edge-runtime";

const runtime = new EdgeRuntime({
  initialCode: readFileSync(process.argv[2], "utf8"),
  // All that Edge functions have of `process`.
  extend: (context) => Object.assign(context, { process: { env: { ...process.env } } }),
});
const { url } = await runServer({ runtime, host: "127.0.0.1", port: 0 });
console.log(`listening on ${url}`);
