import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";
import type { HttpRun, Outgoing } from "../../run/http-run.js";

/** Short, so that an engine whose errors quote JSON quotes it whole. */
const SENT = "hush-4711";
const BROKEN = `{${SENT}`;
const MULTIPART = "multipart/form-data; boundary=contract";

/** A type that no platform parses by itself, ahead of the function. */
const send = (body: string, type = "application/vnd.contract"): Outgoing => ({
  method: "POST",
  headers: { "content-type": type },
  body,
});

/** The client's fault, not the function's; and what the client sent is in no log. */
async function isClients(on: HttpRun, how: string, outgoing: Outgoing): Promise<void> {
  const broken = () => on.logs.lines.filter((line) => line.includes("ONEFN_BODY_BROKEN"));
  const before = broken().length;
  const response = await on.send(`/broken-body/${how}`, outgoing);
  assert.deepEqual([response.status, await response.text()], [400, "Bad Request"]);
  // Its own line, and not an earlier request's: one that comes late would be seen by the next case.
  await on.logs.line(() => broken().length > before);
  assert.ok(!on.logs.lines.some((line) => line.includes("ONEFN_HANDLER_FAILED") || line.includes(SENT)));
}

async function isFunctions(on: HttpRun, how: string, outgoing: Outgoing): Promise<void> {
  const response = await on.send(`/broken-body/${how}`, outgoing);
  assert.deepEqual([response.status, await response.text()], [500, "Internal Server Error"]);
  await on.logs.line((line) => line.includes("ONEFN_HANDLER_FAILED"));
  assert.ok(!on.logs.lines.some((line) => line.includes("ONEFN_BODY_BROKEN")));
}

/** Bodies that are not what a handler reads them as, where it does not catch that. */
export const brokenBodyCases: readonly HttpCase[] = [
  ...["json", "json-of-a-clone"].map(
    (how): HttpCase => ({
      name: `${how} that is broken is a 400, and a log line without what was sent`,
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
    name: "JSON that a GET does not have is a 400",
    needs: "brokenBodies",
    run: (on) => isClients(on, "json", {}),
  },
  ...["form", "form-of-a-clone"].map(
    (how): HttpCase => ({
      name: `${how} that is broken is a 400, and a log line without what was sent`,
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
      name: `a SyntaxError by ${how} is the function's, and a 500`,
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
    name: "a broken body that the handler catches is its own to answer",
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
