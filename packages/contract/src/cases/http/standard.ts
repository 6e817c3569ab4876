import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";

/** Every promise is kept; those that are not are named. */
function areKept(promises: Readonly<Record<string, boolean>>): void {
  assert.deepEqual(
    Object.keys(promises).filter((name) => !promises[name]),
    [],
  );
}

/** The Fetch standard, as handlers rely on it. */
export const standardCases: readonly HttpCase[] = [
  {
    name: "a handler's request is one of the Fetch standard",
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
    name: "a handler's responses are those of the Fetch standard",
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
    name: "a Response of a status without a body takes none",
    needs: "bodilessStatuses",
    async run(on) {
      areKept(await on.json("/standard/statuses"));
    },
  },
];
