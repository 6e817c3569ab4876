import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";
import { COOKIES, PLAIN_COOKIES, UNICODE } from "../../functions/http/answers.js";

/** Headers and cookies, in both directions. */
export const headerCases: readonly HttpCase[] = [
  {
    name: "a request's headers arrive, whatever the case of their names",
    async run(on) {
      const seen = await on.see("/echo", {
        headers: { "X-Custom": "Kept As-Is", accept: "text/html, */*;q=0.8" },
      });
      assert.equal(seen.header("x-custom"), "Kept As-Is");
      assert.equal(seen.header("accept"), "text/html, */*;q=0.8");
      assert.equal(await on.json("/header/X-CUSTOM", { headers: { "x-Custom": "v" } }), "v");
    },
  },
  {
    name: "a header that the client did not send is null",
    async run(on) {
      assert.equal(await on.json("/header/x-absent"), null);
    },
  },
  {
    name: "names of Object's members are ordinary headers",
    async run(on) {
      for (const name of ["constructor", "__proto__", "tostring", "hasownproperty"]) {
        assert.equal(await on.json(`/header/${name}`), null);
      }
      const seen = await on.see("/echo", {
        rawHeaders: [
          ["__proto__", "evil"],
          ["constructor", "c"],
          ["x-a", "1"],
        ],
      });
      assert.deepEqual([seen.header("x-a"), seen.header("constructor")], ["1", "c"]);
    },
  },
  {
    name: "a request header that repeats keeps all of its values",
    needs: "repeatedHeaders",
    async run(on) {
      const rawHeaders = [
        ["x-list", "1"],
        ["X-List", "2, 3"],
      ] as const;
      const listed = (await on.see("/echo", { rawHeaders })).header("x-list");
      const asked = await on.json<string | null>("/header/x-list", { rawHeaders });
      for (const value of [listed, asked]) assert.equal(value?.replaceAll(", ", ","), "1,2,3");
    },
  },
  {
    name: "an empty request header arrives as empty",
    needs: "emptyHeaders",
    async run(on) {
      assert.equal(await on.json("/header/x-empty", { headers: { "x-empty": "" } }), "");
    },
  },
  {
    name: "a long request header arrives",
    needs: "longHeaders",
    async run(on) {
      const value = "v".repeat(4000);
      assert.equal(await on.json("/header/x-long", { headers: { "x-long": value } }), value);
    },
  },
  {
    name: "a request header in Latin-1 arrives",
    needs: "latin1Headers",
    async run(on) {
      assert.equal(await on.json("/header/x-name", { headers: { "x-name": "caf\u00e9" } }), "caf\u00e9");
    },
  },
  {
    name: "a request header that is not Latin-1 breaks nothing",
    needs: "unicodeHeaders",
    async run(on) {
      const rawHeaders = [
        ["x-name", "\u65e5\u672c"],
        ["x-next", "1"],
      ] as const;
      const seen = await on.see("/echo", { rawHeaders });
      assert.equal(seen.header("x-next"), "1");
    },
  },
  {
    name: "all cookies of a request arrive in one header",
    needs: "cookies",
    async run(on) {
      const cookie = 'a=1; b="x,y"; c=p=q; empty=';
      assert.equal((await on.see("/echo", { headers: { cookie } })).header("cookie"), cookie);
      assert.equal(await on.json("/header/cookie", { headers: { cookie } }), cookie);
    },
  },
  {
    name: "cookies that come in several headers are joined by semicolons",
    needs: "splitCookies",
    async run(on) {
      const rawHeaders = [
        ["cookie", "a=1"],
        ["cookie", "b=2"],
      ] as const;
      const listed = (await on.see("/echo", { rawHeaders })).header("cookie");
      const asked = await on.json<string | null>("/header/cookie", { rawHeaders });
      for (const value of [listed, asked]) assert.deepEqual(value?.split(/; ?/), ["a=1", "b=2"]);
    },
  },
  {
    name: "a request without cookies has none",
    async run(on) {
      assert.equal((await on.see("/echo")).header("cookie"), null);
    },
  },
  {
    name: "one Set-Cookie leaves as it is, its date's comma included",
    async run(on) {
      assert.deepEqual((await on.send("/answer/one-cookie")).headers.getSetCookie(), [COOKIES[0]]);
    },
  },
  ...["cookies", "cookies-without-body"].map(
    (what): HttpCase => ({
      name: `several cookies are sent unchanged: ${what}`,
      needs: ["setCookies", "rawCookies"],
      async run(on) {
        const cookies = (await on.send(`/answer/${what}`)).headers.getSetCookie();
        assert.deepEqual([...cookies].sort(), [...COOKIES].sort());
      },
    }),
  ),
  {
    name: "several Set-Cookie headers are sent separately, with their attributes",
    needs: "setCookies",
    async run(on) {
      const { headers } = await on.send("/answer/plain-cookies");
      assert.deepEqual(headers.getSetCookie().map(partsOf).sort(), PLAIN_COOKIES.map(partsOf).sort());
    },
  },
  {
    name: "a response's headers leave as they are",
    async run(on) {
      const { headers } = await on.send("/answer/headers");
      assert.equal(headers.get("x-mixed-case"), "Kept As-Is");
      assert.equal(headers.get("etag"), '"abc"');
      assert.equal(headers.get("x-comma"), "a, b,c");
    },
  },
  {
    name: "values that are appended to one header all leave",
    needs: "joinedHeaders",
    async run(on) {
      const { headers } = await on.send("/answer/headers");
      assert.match(headers.get("vary") ?? "", /accept, ?origin/i);
      assert.match(headers.get("link") ?? "", /<\/a>; rel=preload, ?<\/b,c>; rel=next/);
    },
  },
  {
    name: "an empty response header leaves as empty",
    needs: "emptyHeaders",
    async run(on) {
      assert.equal((await on.send("/answer/headers")).headers.get("x-empty"), "");
    },
  },
  {
    name: "a long response header leaves",
    needs: "longHeaders",
    async run(on) {
      assert.equal((await on.send("/answer/headers")).headers.get("x-long"), "v".repeat(4000));
    },
  },
  {
    name: "a response header in Latin-1 leaves",
    needs: ["latin1Headers", "latin1AnswerHeaders"],
    async run(on) {
      assert.equal((await on.send("/latin1-header")).headers.get("x-name"), "caf\u00e9");
    },
  },
  {
    name: "a response header in Latin-1 leaves ahead of a text, which is UTF-8",
    needs: ["latin1Headers", "latin1AnswerHeaders"],
    async run(on) {
      const response = await on.send("/latin1-header/text");
      assert.deepEqual([response.headers.get("x-name"), await response.text()], ["caf\u00e9", UNICODE]);
    },
  },
];

/** Attributes may come in any order, and their names in any case. */
function partsOf(cookie: string): readonly string[] {
  const [pair = "", ...attributes] = cookie.split(/; */);
  return [pair, ...attributes.map((each) => each.toLowerCase()).sort()];
}
