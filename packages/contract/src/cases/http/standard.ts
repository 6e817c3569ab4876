import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";

/** Checks that every promise is kept, and names those that are not. */
function areKept(promises: Readonly<Record<string, boolean>>): void {
  assert.deepEqual(
    Object.keys(promises).filter((name) => !promises[name]),
    [],
  );
}

/** The parts of the Fetch standard that handlers rely on. */
export const standardCases: readonly HttpCase[] = [
  {
    name: "a handler's request conforms to the Fetch standard",
    async run(on) {
      const headers = { "x-kept": "yes", "content-type": "text/plain" };
      areKept(await on.json("/standard/request", { method: "POST", headers, body: "one and only" }));
    },
  },
  {
    name: "a request's signal is an AbortSignal",
    needs: "requestSignal",
    async run(on) {
      areKept(await on.json("/standard/signal"));
    },
  },
  {
    name: "a handler's responses conform to the Fetch standard",
    async run(on) {
      areKept(await on.json("/standard/response"));
    },
  },
  {
    name: "Blobs and Responses have their media types",
    needs: "mediaTypes",
    async run(on) {
      areKept(await on.json("/standard/types"));
    },
  },
  {
    name: "a Response with a bodiless status refuses a body",
    needs: "bodilessStatuses",
    async run(on) {
      areKept(await on.json("/standard/statuses"));
    },
  },
];
