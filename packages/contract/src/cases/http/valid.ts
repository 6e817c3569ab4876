import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";
import { SECRET } from "../../functions/http/failures.js";
import type { HttpRun, Outgoing } from "../../run/http-run.js";

const JSON_TYPE = "application/json";

function post(body: unknown, type = JSON_TYPE, headers: Readonly<Record<string, string>> = {}): Outgoing {
  return { method: "POST", headers: { "content-type": type, ...headers }, body: JSON.stringify(body) };
}

/** Checks for a 422 as in RFC 9457, with the paths of the issues but no values and no messages of a schema. */
async function isRefused(
  on: HttpRun,
  path: string,
  sent: Outgoing,
  errors: readonly object[],
): Promise<void> {
  const response = await on.send(path, sent);
  assert.equal(response.headers.get("content-type"), "application/problem+json");
  const details = { title: "Unprocessable Content", status: 422, errors };
  assert.deepEqual([response.status, await response.json()], [422, details]);
}

/** Input that is checked before the handler runs. */
export const validCases: readonly HttpCase[] = [
  {
    name: "the handler gets the schemas' output for the JSON, the query and the params",
    async run(on) {
      const sent = post({ sku: "apples", lines: [{ count: "2" }], unknown: true });
      assert.deepEqual(await on.json("/valid/orders/7?page=3", sent), {
        params: { id: 7 },
        query: { page: 3 },
        json: { sku: "apples", lines: [{ count: 2 }] },
        raw: "7",
        used: true,
      });
    },
  },
  {
    name: "a schema's refusal is a 422 with the paths of all issues and no value",
    async run(on) {
      const sent = post({ sku: "apples", lines: [{ count: 1 }, { count: `-${SECRET}` }] });
      await isRefused(on, "/valid/orders/x?page=none", sent, [
        { in: "params", path: ["id"] },
        { in: "query", path: ["page"] },
        { in: "json", path: ["lines", 1, "count"] },
      ]);
      await isRefused(on, "/valid/orders/1", post({ sku: "unknown" }), [{ in: "json", path: ["sku"] }]);
      await isRefused(on, "/valid/orders/1", post([]), [{ in: "json", path: [] }]);
    },
  },
  ...["text/plain", "application/x-www-form-urlencoded", "text/plain; a=/json"].map(
    (type): HttpCase => ({
      name: `a body of ${type} is a 415 where JSON is expected`,
      async run(on) {
        const response = await on.send("/valid/own", post({ sku: "apples" }, type));
        assert.deepEqual([response.status, await response.text()], [415, "Unsupported Media Type"]);
      },
    }),
  ),
  {
    name: "a body of JSON is a 415 where a form is expected",
    async run(on) {
      assert.equal((await on.send("/valid/form", post({ name: "ada" }))).status, 415);
    },
  },
  ...["application/json; charset=utf-8", "APPLICATION/JSON", "application/vnd.api+json"].map(
    (type): HttpCase => ({
      name: `${type} is JSON`,
      async run(on) {
        assert.deepEqual(await on.json("/valid/own", post({ sku: "apples" }, type)), {
          sku: "apples",
          lines: [],
        });
      },
    }),
  ),
  ...['{"sku":', ""].map(
    (body): HttpCase => ({
      name: `JSON that is ${body ? "broken" : "empty"} is a 400 before a schema sees it`,
      needs: "brokenBodies",
      // A type that no platform parses before the function does.
      async run(on) {
        const response = await on.send("/valid/own", { ...post(null, "application/vnd.api+json"), body });
        assert.deepEqual([response.status, await response.text()], [400, "Bad Request"]);
        await on.logs.line((line) => line.includes("ONEFN_BODY_BROKEN"));
      },
    }),
  ),
  {
    name: "onInvalid answers in place of onefn, and leaves the rest to onefn",
    async run(on) {
      const response = await on.send("/valid/own", post({ sku: 1 }));
      assert.deepEqual([response.status, await response.json()], [400, { refused: ["sku"] }]);
      const left = post({ sku: 1 }, JSON_TYPE, { "x-default": "yes" });
      await isRefused(on, "/valid/own", left, [{ in: "json", path: ["sku"] }]);
    },
  },
  {
    name: "middleware runs before the schemas: a client that is not signed in learns nothing about them",
    async run(on) {
      const response = await on.send("/valid/signed-in", post({ sku: 1 }));
      assert.deepEqual([response.status, await response.text()], [401, "Sign in first"]);
      const signedIn = post({ sku: 1 }, JSON_TYPE, { authorization: "Bearer contract" });
      assert.equal((await on.send("/valid/signed-in", signedIn)).status, 422);
    },
  },
  {
    name: "values that a middleware adds as valid are still checked",
    async run(on) {
      assert.equal((await on.send("/valid/pretended", post({ sku: 1 }))).status, 422);
      const { sku } = await on.json<{ sku: string }>("/valid/pretended", post({ sku: "apples" }));
      assert.equal(sku, "apples");
    },
  },
  {
    name: "a form's fields are strings, repeated ones lists",
    async run(on) {
      const body = new URLSearchParams([
        ["name", "ada"],
        ["tag", "a"],
        ["tag", "b"],
        ["tag", ""],
      ]);
      const sent = { method: "POST", body: `${body}` };
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      const seen = await on.json("/valid/form", { ...sent, headers });
      assert.deepEqual(seen, { name: "ada", tag: ["a", "b", ""] });
    },
  },
  {
    name: "a form's file is a file",
    needs: "binaryRequests",
    async run(on) {
      const body = new FormData();
      body.append("name", "ada");
      body.append("file", new Blob(["what it holds"], { type: "text/plain" }), "a.txt");
      // In one piece, as browsers send a form: some platforms refuse one without an announced length.
      const written = new Response(body);
      const headers = { "content-type": written.headers.get("content-type") ?? "" };
      const sent = { method: "POST", headers, body: new Uint8Array(await written.arrayBuffer()) };
      assert.deepEqual(await on.json("/valid/form", sent), {
        name: "ada",
        file: "what it holds",
      });
    },
  },
  {
    name: "a query's values are strings, repeated ones lists",
    needs: "duplicateQuery",
    async run(on) {
      assert.deepEqual(await on.json("/valid/query?one=1&more=2&more=3&none="), [
        ["one", "1"],
        ["more", ["2", "3"]],
        ["none", ""],
      ]);
    },
  },
];
