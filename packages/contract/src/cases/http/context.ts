import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";
import { textsIn } from "../../run/reports.js";

const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
const TRACEPARENT = `00-${TRACE_ID}-b7ad6b7169203331-01`;

interface SeenContext {
  readonly provider: string;
  readonly runtime: string;
  readonly functionName: string;
  readonly requestId: string;
  readonly sameRequestId: boolean;
  readonly hasDeadline: boolean;
  readonly remaining: number | null;
  readonly aborted: boolean;
  readonly env: string;
  readonly params: object;
}

/** What handlers learn about their call, and what they log. */
export const contextCases: readonly HttpCase[] = [
  {
    name: "the context says where the function runs",
    async run(on) {
      const seen = await on.json<SeenContext>("/context");
      assert.ok(seen.provider.length > 0 && seen.runtime.length > 0);
      assert.notEqual(seen.functionName, "anonymous");
      assert.deepEqual([seen.env, seen.aborted, seen.params], ["object", false, {}]);
    },
  },
  {
    name: "each request has an id of its own, which does not change",
    async run(on) {
      const one = await on.json<SeenContext>("/context");
      const other = await on.json<SeenContext>("/context");
      assert.ok(one.requestId.length >= 8);
      assert.notEqual(one.requestId, other.requestId);
      assert.equal(one.sameRequestId, true);
    },
  },
  {
    name: "the client's address is the one that connected",
    needs: "clientIp",
    async run(on) {
      assert.equal((await on.json<{ ip: string }>("/client", { ip: "198.51.100.23" })).ip, "198.51.100.23");
    },
  },
  {
    name: "a client cannot forge its address",
    needs: "clientIp",
    async run(on) {
      const headers = {
        "x-forwarded-for": "10.6.6.6, 10.6.6.7",
        "x-real-ip": "10.6.6.6",
        forwarded: "for=10.6.6.6",
        "true-client-ip": "10.6.6.6",
        "cf-connecting-ip": "10.6.6.6",
        "x-client-ip": "10.6.6.6",
      };
      const { ip } = await on.json<{ ip: string }>("/client", { ip: "198.51.100.23", headers });
      assert.equal(ip, "198.51.100.23");
    },
  },
  {
    name: "a trusted proxy is believed by option, but not what the client told it",
    needs: "forwarded",
    deploy: { adapt: { trustedProxies: 1 } },
    async run(on) {
      const headers = { "x-forwarded-for": "10.6.6.6, 192.0.2.44" };
      const { ip } = await on.json<{ ip: string }>("/client", { ip: "198.51.100.23", headers });
      assert.equal(ip, "192.0.2.44");
    },
  },
  {
    name: "a client cannot forge the host and the scheme",
    async run(on) {
      const headers = { "x-forwarded-host": "evil.example", "x-forwarded-proto": "gopher" };
      const { url } = await on.see("/echo", { headers });
      assert.equal(url.origin, (await on.see("/echo")).url.origin);
    },
  },
  {
    name: "an unverified caller has no auth, whatever it claims",
    async run(on) {
      const token = Buffer.from(JSON.stringify({ sub: "evil", alg: "none" })).toString("base64url");
      const jwt = `${token}.${token}.`;
      const headers = {
        authorization: `Bearer ${jwt}`,
        "x-amzn-oidc-data": jwt,
        "x-amzn-oidc-identity": "evil",
        "x-ms-client-principal": token,
        "x-goog-authenticated-user-email": "evil",
        "x-goog-iap-jwt-assertion": jwt,
        "cf-access-jwt-assertion": jwt,
      };
      assert.equal(await on.json("/auth", { headers }), null);
    },
  },
  {
    name: "a caller whom the gateway verified is in the context",
    needs: "auth",
    async run(on) {
      assert.ok(on.wire.identities.length > 0, "the wire names no identity that its gateway verifies");
      for (const auth of on.wire.identities) {
        const seen = await on.json<typeof auth>("/auth", { auth });
        assert.deepEqual([seen.type, seen.subject], [auth.type, auth.subject]);
        for (const [name, claim] of Object.entries(auth.claims))
          assert.deepEqual(seen.claims[name], claim, name);
      }
    },
  },
  {
    name: "a trace of the caller arrives",
    needs: "trace",
    async run(on) {
      const headers = { traceparent: TRACEPARENT, tracestate: "vendor=1" };
      const trace = await on.json<{ traceId: string; sampled: boolean; tracestate: string }>("/trace", {
        headers,
      });
      assert.deepEqual([trace.traceId, trace.sampled, trace.tracestate], [TRACE_ID, true, "vendor=1"]);
    },
  },
  ...["00-0-0-00", `00-${"0".repeat(32)}-b7ad6b7169203331-01`, `ff-${TRACE_ID}-b7ad6b7169203331-01`].map(
    (traceparent): HttpCase => ({
      name: `a broken trace is ignored: ${traceparent}`,
      async run(on) {
        const trace = await on.json<{ traceparent: string } | null>("/trace", { headers: { traceparent } });
        assert.notEqual(trace?.traceparent, traceparent);
      },
    }),
  ),
  {
    name: "log lines are one JSON document each, with message, fields and level",
    async run(on) {
      await on.json(`/log/${on.id}`);
      const line = await on.logs.line((each) => each.includes(`hello ${on.id}`));
      assert.doesNotMatch(line, /\n/);
      const entry = JSON.parse(line) as Record<string, unknown>;
      assert.ok(textsIn(entry).some((text) => text.includes(`hello ${on.id}`)));
      assert.ok(textsIn(entry).some((text) => /^info/i.test(text)));
      assert.match(line, /"count":3/);
      assert.match(line, /"nested":\{"list":\[1,2\]\}/);
    },
  },
  {
    name: "log lines have the request's id",
    async run(on) {
      const { requestId } = await on.json<{ requestId: string }>(`/log/${on.id}`);
      const line = await on.logs.line((each) => each.includes(`hello ${on.id}`));
      assert.ok(textsIn(JSON.parse(line)).some((text) => text.includes(requestId)));
    },
  },
  {
    name: "fields of a log line do not take the place of its own members",
    async run(on) {
      const { requestId } = await on.json<{ requestId: string }>(`/log/${on.id}`);
      const texts = textsIn(JSON.parse(await on.logs.line((each) => each.includes(`plain ${on.id}`))));
      assert.ok(texts.some((text) => text.includes(requestId)));
      assert.ok(texts.some((text) => text.includes(`plain ${on.id}`)));
    },
  },
  {
    name: "log lines have the caller's trace",
    needs: "trace",
    async run(on) {
      await on.json(`/log/${on.id}`, { headers: { traceparent: TRACEPARENT } });
      const line = await on.logs.line((each) => each.includes(`hello ${on.id}`));
      assert.ok(textsIn(JSON.parse(line)).some((text) => text.includes(TRACE_ID)));
    },
  },
  {
    name: "logged values may be an error with its cause, a cycle or a bigint",
    async run(on) {
      await on.json(`/log/${on.id}`);
      const error = await on.logs.line((each) => each.includes(`boom ${on.id}`));
      const texts = textsIn(JSON.parse(error));
      assert.ok(texts.some((text) => text.includes("outer")) && texts.some((text) => text.includes("inner")));
      await on.logs.line((each) => each.includes(`odd ${on.id}`) && each.includes("10"));
      await on.logs.line((each) => each.includes(`debug ${on.id}`));
    },
  },
  {
    name: "a field that throws loses neither its log line nor the other fields",
    async run(on) {
      await on.json(`/log/${on.id}`);
      const line = await on.logs.line((each) => each.includes(`broken ${on.id}`));
      assert.ok(textsIn(JSON.parse(line)).some((text) => text.includes("kept")));
    },
  },
  {
    name: "an error logged instead of fields is in the line with its stack",
    async run(on) {
      await on.json(`/log/${on.id}`);
      const line = await on.logs.line((each) => each.includes(`bare ${on.id}`));
      assert.match(line, /in place of fields.*\bat .+:\d+/);
    },
  },
];
