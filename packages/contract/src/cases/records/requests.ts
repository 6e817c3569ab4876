import assert from "node:assert/strict";
import type { RewriteRequest, WrittenRequest } from "onefn/simulator";
import type { RecordCase } from "../../case.js";
import type { RecordRun } from "../../run/record-run.js";
import { isUnverified, pathRule, requestRules, type Sending } from "../request-rules.js";
import { asWritten, holdsNoDetails, SECRET, withBody } from "../rewrites.js";

const PLACE = "contract-outcomes";

/** ID tokens for the verifier `google`, which differ in their expiry: the year 2100, and November 2023. */
const TOKENS = {
  valid:
    "eyJhbGciOiJSUzI1NiIsImtpZCI6ImNvbnRyYWN0IiwidHlwIjoiSldUIn0.eyJlbWFpbCI6InB1c2hlckBjb250cmFjdC5pYW0u" +
    "Z3NlcnZpY2VhY2NvdW50LmNvbSIsImVtYWlsX3ZlcmlmaWVkIjp0cnVlLCJpc3MiOiJodHRwczovL2FjY291bnRzLmdvb2dsZS5j" +
    "b20iLCJhdWQiOiJodHRwczovL2V2ZW50cy5leGFtcGxlLyIsInN1YiI6IjEiLCJpYXQiOjE3MDAwMDAwMDAsImV4cCI6NDEwMjQ0" +
    "NDgwMH0.WWbZonqCiRtbAvpT6yzZPmX0v8p7xvX5FtQePMOjyfrviLDHGV_VTVrPMMeYWtaO4WRVn2iYTmFWZwB_rfOmzpTOROTC" +
    "KXV9wEdPRdNzE4QogXlMNzHUYwTi8nJ7ppuCfp6mZAZqhWDNyPixnn_tg8KwhlPp3ZNSGgsK6NP2DeEQamQ1mOV3sE38jyLi6x-1" +
    "dMNjjrytmn0ryEQBTVQWzfBcG1DMGYE2XwGchtRgu9BL6VTk6LwJxXeomKe4xhb5fbV6GpulPEIk0vPDfy2hVoGGbMi3ggk9kyin" +
    "ZwDebGkf797zFicfF6FR57VD3iqOQ7pAyago8DUCJVIDp38UDQ",
  expired:
    "eyJhbGciOiJSUzI1NiIsImtpZCI6ImNvbnRyYWN0IiwidHlwIjoiSldUIn0.eyJlbWFpbCI6InB1c2hlckBjb250cmFjdC5pYW0u" +
    "Z3NlcnZpY2VhY2NvdW50LmNvbSIsImVtYWlsX3ZlcmlmaWVkIjp0cnVlLCJpc3MiOiJodHRwczovL2FjY291bnRzLmdvb2dsZS5j" +
    "b20iLCJhdWQiOiJodHRwczovL2V2ZW50cy5leGFtcGxlLyIsInN1YiI6IjEiLCJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAw" +
    "MzYwMH0.EVg0C3JEDH--IAUhOI3JningTlJ6ca4oaKygAxqAJBYY-XqtVZ7rRoFLhX1jAXVlp8LMk-mmB-WeG0ZJxGSt6vs94XDG" +
    "GkzKk-CYlPbMKUX2gA1CitvG-HACJTVwGP6mluwEj46Qp4YNj5nwAsSjPGuIUyP41s9_iG6YQhOv1svVNzGZmNMR6tw9vc-akbDD" +
    "aQx0_BFK2TDG7aKqvanaI2yux_2IEHK1qK6FoWy3wP-GnMr4SFWQ1cZDpNsBbNaeQtFJvQf_2FPwpX6GjxESsraWWRLCniwZNJYq" +
    "pRyrGRmNG1r1OvbLjI0siytgADASFZIep0Y7AHzoQRMAiVxBNw",
};

const withHeader =
  (name: string, value: string): RewriteRequest =>
  (written) => ({ ...written, headers: { ...written.headers, [name]: value } });

const CONSENT = "512d38b6-c7b8-40c8-89fe-f46f9e9622b6";

/** Requests by which senders of webhooks ask whether they may send. The answer is a consent. */
const HANDSHAKES: readonly RewriteRequest[] = [
  ({ path }) => ({
    path,
    method: "OPTIONS",
    headers: { "webhook-request-origin": `${SECRET}.example`, "webhook-request-rate": "120" },
    body: "",
  }),
  ({ path }) => ({
    path,
    headers: { "content-type": "application/json", "aeg-event-type": "SubscriptionValidation" },
    body: JSON.stringify([
      {
        id: "1",
        topic: "/topics/contract",
        subject: "",
        eventType: "Microsoft.EventGrid.SubscriptionValidationEvent",
        eventTime: "2026-02-14T05:12:53.4133526Z",
        dataVersion: "1",
        metadataVersion: "1",
        data: { validationCode: CONSENT },
      },
    ]),
  }),
];

const withToken = (token: string) => withHeader("authorization", `Bearer ${token}`);

/** Bodies that no codec knows, where nothing else says what they are. */
const UNKNOWN: Readonly<Record<string, WrittenRequest["body"]>> = {
  "a broken body": `{"message":{"data":"${SECRET}`,
  "an empty body": "",
  "a body that is not UTF-8": new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]),
  "an event of an unknown type": JSON.stringify({
    specversion: "1.0",
    id: "1",
    source: "//contract.example",
    type: "contract.unknown.v1",
    data: { secret: SECRET },
  }),
  "an event whose members have other types": JSON.stringify({ message: [SECRET], subscription: 1, type: {} }),
};

/**
 * One delivery that must not be: no handler runs, nothing is acknowledged, and the answer tells nothing but its status.
 *
 * @returns the status.
 */
async function refused(on: RecordRun, rewrite: RewriteRequest): Promise<number> {
  await on.sendOrders(PLACE, { do: "nothing" });
  const report = await on.deliver(PLACE, undefined, rewrite);
  const { status = 0, body = "", headers = {} } = on.answer ?? {};
  assert.deepEqual([report.delivered.length, report.acknowledged], [1, []]);
  assert.ok(status >= 400, `the answer has status ${status}`);
  const told = JSON.stringify(headers) + body;
  assert.doesNotMatch(told, /ONEFN_/, "the answer holds a code");
  holdsNoDetails(told);
  assert.deepEqual(on.logs.seen, [], "a handler was called");
  return status;
}

/** One delivery that must be accepted. */
async function accepted(on: RecordRun, rewrite: RewriteRequest): Promise<void> {
  const ids = await on.sendOrders(PLACE, { do: "nothing" });
  // What was refused before is still there, and may come first.
  const acknowledged: string[] = [];
  for (let round = 0; round < 5 && !acknowledged.includes(ids[0] ?? ""); round++)
    acknowledged.push(...(await on.deliver(PLACE, undefined, rewrite)).acknowledged);
  assert.ok(acknowledged.includes(ids[0] ?? ""), "the event was refused");
}

function quotesNothing(on: RecordRun, ...secrets: readonly string[]): void {
  for (const secret of secrets)
    assert.ok(!on.logs.told.join("\n").includes(secret), "the log quotes the request");
}

const sending: Sending<RecordRun> = {
  what: "an event",
  refused: async (on, status, rewrite) => assert.equal(await refused(on, rewrite), status),
  accepted,
};

const cases: readonly Omit<RecordCase, "requests">[] = [
  ...requestRules(sending),
  pathRule(sending),
  {
    name: "an event with a token of Google's is handled, and one whose token has expired or was changed is answered 401",
    deploy: { verify: "google" },
    async run(on) {
      const changed = TOKENS.valid.replace(/.$/, (last) => (last === "A" ? "Q" : "A"));
      const unsigned = `${TOKENS.valid.slice(0, TOKENS.valid.lastIndexOf("."))}.`;
      assert.equal(await refused(on, asWritten), 401);
      assert.equal(await refused(on, withToken(TOKENS.expired)), 401);
      assert.equal(await refused(on, withToken(changed)), 401);
      assert.equal(await refused(on, withToken(unsigned)), 401);
      await on.logs.line(isUnverified);
      quotesNothing(on, TOKENS.expired, TOKENS.expired.split(".")[1] as string);
      await accepted(on, withToken(TOKENS.valid));
    },
  },
  ...Object.entries(UNKNOWN).map(([what, body]) => ({
    name: `${what} is not acknowledged, and the log says so without quoting it`,
    async run(on: RecordRun) {
      await refused(on, withBody(body));
      await on.logs.line((line) => line.includes("ONEFN_UNKNOWN_EVENT"));
      quotesNothing(on, SECRET);
    },
  })),
  {
    name: "what is not verified is not read: whatever it holds, it is answered 401",
    deploy: { verify: "secret" },
    async run(on) {
      for (const body of Object.values(UNKNOWN)) assert.equal(await refused(on, withBody(body)), 401);
      await on.logs.line(isUnverified);
      assert.ok(!on.logs.lines.some((line) => line.includes("ONEFN_UNKNOWN_EVENT")), "the body was read");
    },
  },
  {
    name: "a handshake that is not verified is answered 401, and consents to nothing",
    deploy: { verify: "secret" },
    async run(on) {
      for (const handshake of HANDSHAKES) {
        assert.equal(await refused(on, handshake), 401);
        const { headers = {}, body = "" } = on.answer ?? {};
        assert.ok(
          !("webhook-allowed-origin" in headers) && !body.includes(CONSENT),
          "the answer is a consent",
        );
      }
    },
  },
];

/** Wires whose events arrive as requests, which anyone on the network can send. */
export const requestCases: readonly RecordCase[] = cases.map((each) => ({ ...each, requests: true }));
