import { http, text } from "onefn";
import { describe, expect, it } from "vitest";
import { createStream } from "../src/stream.js";
import { invoke } from "./support/invoking.js";

const answer = (...cookies: string[]) =>
  invoke(
    http(() => text("", { headers: cookies.map((cookie): [string, string] => ["set-cookie", cookie]) })),
  );

describe("cookies", () => {
  it("that are alone leave as they are", async () => {
    const cookie = 'a="x,y"; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Partitioned';
    const { result, response } = await answer(cookie);
    expect(result.cookies).toBeUndefined();
    expect(response.headers.getSetCookie()).toEqual([cookie]);
  });

  it("of which there are several leave as objects, and as no header", async () => {
    const { result, response } = await answer(
      "session=abc; Path=/; Domain=shop.example; HttpOnly; Secure; SameSite=strict; Max-Age=60",
      "old=; expires=Thu, 01 Jan 1970 00:00:00 GMT",
    );
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(result.cookies).toEqual([
      {
        name: "session",
        value: "abc",
        path: "/",
        domain: "shop.example",
        httpOnly: true,
        secure: true,
        sameSite: "Strict",
        maxAge: 60,
      },
      { name: "old", value: "", expires: new Date(0) },
    ]);
  });

  it("have values that are encoded once, however often that is done on the way", async () => {
    const { result } = await answer("a=x%20y%3D", "b=x=y==", "c=100%");
    expect(result.cookies?.map(({ value }) => value)).toEqual(["x y=", "x=y==", "100%"]);
  });

  it("lose what is no attribute of theirs", async () => {
    const { result } = await answer(
      "a=1; Max-Age=soon; Expires=never; SameSite=maybe; Path=; X",
      "b=2; SameSite=constructor",
    );
    expect(result.cookies).toEqual([
      { name: "a", value: "1" },
      { name: "b", value: "2" },
    ]);
  });

  it.each(["no name at all", "=a", "a b=1", "a=1; Domain=evil\u00e9", "a=1; Path=/<script>"])(
    "that the library would refuse are a plain 500, which it can send: %j",
    async (cookie) => {
      for (const create of [undefined, createStream]) {
        const { response, lines } = await invoke(
          http(() =>
            text("", {
              headers: [
                ["set-cookie", cookie],
                ["set-cookie", "b=2"],
              ],
            }),
          ),
          create ? { create } : {},
        );
        expect([response.status, await response.text()]).toEqual([500, "Internal Server Error"]);
        expect(lines.join()).toContain("ONEFN_RESPONSE_INVALID");
      }
    },
  );
});
