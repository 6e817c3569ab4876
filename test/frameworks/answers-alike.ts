import { type CheckReport, checkFunction } from "@onefn/contract";
import { http } from "onefn";
import { beforeAll, describe, expect, test } from "vitest";
import type { App } from "./app.js";

/** The cases of one application: on every wire of every provider, it answers what it should. */
export function answersAlike({ name, fetch, exchanges }: App): void {
  describe(name, () => {
    let report: CheckReport;
    beforeAll(async () => {
      report = await checkFunction(
        http((request) => fetch(request)),
        exchanges.map(({ request }) => request()),
      );
    });

    test("answers alike everywhere", () => {
      expect(report.ok, String(report)).toBe(true);
    });

    for (const [index, { request, status, type, body, cookies = [] }] of exchanges.entries()) {
      const { method, url } = request();
      test(`answers as it should: ${method} ${new URL(url).pathname}`, () => {
        const parts = report.answers[index]?.[0]?.parts;
        expect(parts).toMatchObject({ status: String(status), body });
        expect(parts?.["content-type"]).toMatch(type);
        expect(parts?.["set-cookie"]?.split("\n") ?? []).toEqual(cookies);
      });
    }
  });
}
