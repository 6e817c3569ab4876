import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";
import type { HttpRun, Outgoing } from "../../run/http-run.js";

/** Short, so that an engine whose errors quote JSON quotes all of it. */
const SENT = "hush-4711";
const BROKEN = `{${SENT}`;
const MULTIPART = "multipart/form-data; boundary=contract";

/** A type that no platform parses before the function does. */
const send = (body: string, type = "application/vnd.contract"): Outgoing => ({
  method: "POST",
  headers: { "content-type": type },
  body,
});

/** Checks that it is the client's fault, not the function's, and that no log has what the client sent. */
async function isClients(on: HttpRun, how: string, outgoing: Outgoing): Promise<void> {
  const broken = () => on.logs.lines.filter((line) => line.includes("ONEFN_BODY_BROKEN"));
  const before = broken().length;
  const response = await on.send(`/broken-body/${how}`, outgoing);
  assert.deepEqual([response.status, await response.text()], [400, "Bad Request"]);
  // Waits for its own line: a late one would reach the next case.
  await on.logs.line(() => broken().length > before);
  assert.ok(!on.logs.lines.some((line) => line.includes("ONEFN_HANDLER_FAILED") || line.includes(SENT)));
}

async function isFunctions(on: HttpRun, how: string, outgoing: Outgoing): Promise<void> {
  const response = await on.send(`/broken-body/${how}`, outgoing);
  assert.deepEqual([response.status, await response.text()], [500, "Internal Server Error"]);
  await on.logs.line((line) => line.includes("ONEFN_HANDLER_FAILED"));
  assert.ok(!on.logs.lines.some((line) => line.includes("ONEFN_BODY_BROKEN")));
}

/** Bodies that cannot be parsed, and the handler does not catch the error. */
export const brokenBodyCases: readonly HttpCase[] = [
  ...["json", "json-of-a-clone"].map(
    (how): HttpCase => ({
      name: `${how} that is broken is a 400, and a log line without its content`,
      needs: "brokenBodies",
      run: (on) => isClients(on, how, send(BROKEN)),
    }),
  ),
  {
    name: "JSON that is empty is a 400",
    needs: "brokenBodies",
    async run(on) {
      await isClients(on, "json", send(""));
      await isClients(on, "json", { method: "POST" });
    },
  },
  {
    name: "reading JSON from a GET without a body is a 400",
    needs: "brokenBodies",
    run: (on) => isClients(on, "json", {}),
  },
  ...["form", "form-of-a-clone"].map(
    (how): HttpCase => ({
      name: `${how} that is broken is a 400, and a log line without its content`,
      needs: ["brokenBodies", "brokenForms"],
      run: (on) => isClients(on, how, send(`--contract\r\n${SENT}`, MULTIPART)),
    }),
  ),
  {
    name: "a form of another content type is a 400",
    needs: "brokenBodies",
    run: (on) => isClients(on, "form", send("a=1")),
  },
  ...["own-parse", "own-response"].map(
    (how): HttpCase => ({
      name: `a SyntaxError from ${how} is the function's fault, and a 500`,
      run: (on) => isFunctions(on, how, send("{")),
    }),
  ),
  ...["twice", "form-twice"].map(
    (how): HttpCase => ({
      name: `a body that is read ${how} is the function's fault, and a 500`,
      run: (on) => isFunctions(on, how, send("{}")),
    }),
  ),
  {
    name: "a handler that catches a broken body answers it itself",
    async run(on) {
      assert.deepEqual(await on.json("/broken-body/caught", send("{")), { caught: "SyntaxError" });
    },
  },
  {
    name: "onError sees a broken body as an HttpError, and may answer otherwise",
    needs: "brokenBodies",
    async run(on) {
      const response = await on.send("/broken-body-on-error", send("{"));
      assert.deepEqual([response.status, await response.text()], [400, "on error: 400"]);
    },
  },
];
