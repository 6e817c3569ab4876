import type { checkFunction as CheckFunction } from "@onefn/contract";
import { http, json, text } from "onefn";
import { expect } from "vitest";
import { matrix } from "../matrix.js";
import type { Registers } from "./registers.js";

/** What is asked of `checkFunction` about what it sends, and about the functions' file. */
export function describeInputs(checkFunction: typeof CheckFunction, { describe, it }: Registers): void {
  describe("sends a body as a client does", () => {
    const form = new FormData();
    form.set("file", new Blob(["x".repeat(10_000)]), "a.txt");
    const bodies: [string, FormData | Blob | URLSearchParams | Uint8Array<ArrayBuffer>][] = [
      ["FormData", form],
      ["a Blob", new Blob(["x".repeat(10_000), "y".repeat(10_000)])],
      ["URLSearchParams", new URLSearchParams({ a: "b" })],
      ["bytes", new Uint8Array(10_000).fill(255)],
    ];
    const measure = http(async (request) => {
      const { length } = new Uint8Array(await request.arrayBuffer());
      return json({
        announced: Number(request.headers.get("content-length") ?? -1) === length,
        empty: length === 0,
      });
    });

    it.each(bodies)("with the length of %s", async (_, body) => {
      const request = new Request("http://localhost/", { method: "POST", body });
      const report = await checkFunction(measure, [request], { simulators: matrix });
      expect(new Set(report.answers[0]?.map(({ parts }) => parts.body))).toEqual(
        new Set(['{"announced":true,"empty":false}']),
      );
    });

    it("without the length of a stream, and names the gap of a wire that does not read it", async () => {
      const size = http(async (request) => text(String((await request.arrayBuffer()).byteLength)));
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode("hello"));
          controller.close();
        },
      });
      const init = { method: "POST", body, duplex: "half" };
      const request = new Request("http://localhost/", init as RequestInit);
      const report = await checkFunction(size, [request], { simulators: matrix });
      const others = report.answers[0]?.filter(({ wire }) => !wire.startsWith("azure/")) ?? [];
      expect(new Set(others.map(({ parts }) => parts.body))).toEqual(new Set(["5"]));
      expect(report.differences).toMatchObject([
        { wire: "azure/http", part: "body", value: "0", gaps: [{ name: "chunkedRequests" }] },
      ]);
      expect(String(report)).toMatch(/gap: chunkedRequests: The host reads only bodies .*\(https:/);
    });
  });

  describe("the functions' file", () => {
    const entry = new URL("../entries/functions.ts", import.meta.url);
    const inputs = [new Request("http://localhost/hello")];
    const hello = http({ path: "/hello" }, () => text("hello"));

    it("is checked for what limited runtimes lack, through its imports", async () => {
      const report = await checkFunction(hello, inputs, { entry });
      const found = report.lacking.map(({ runtime, uses, file, through }) => [
        runtime,
        uses,
        file,
        ...through,
      ]);
      const files = "test/contract/entries/files.ts";
      const functions = "test/contract/entries/functions.ts";
      expect(found).toEqual([
        ["workerd", "process", functions],
        ["workerd", "node:fs", files, functions],
        ["workerd", "Buffer", files, functions],
        ["the edge runtime", "node:fs", files, functions],
      ]);
      expect(report.ok).toBe(false);
      expect(String(report)).toContain(
        `vercel/edge: the edge runtime has no node:fs, which ${files} uses (imported by ${functions}).`,
      );
      expect(String(report)).toMatch(/^cloudflare\/fetch: workerd has no process, which/);
    });

    it("may use Node on a provider that has it, by a flag", async () => {
      const options = { entry, withNode: ["cloudflare"] };
      const { lacking } = await checkFunction(hello, inputs, options);
      expect(new Set(lacking.map(({ runtime }) => runtime))).toEqual(new Set(["the edge runtime"]));
    });

    it("may ask for a global before it uses it", async () => {
      const guarded = new URL("../entries/guarded.ts", import.meta.url);
      const report = await checkFunction(hello, inputs, { entry: guarded });
      expect(report.lacking).toEqual([]);
      expect(report.ok, String(report)).toBe(true);
    });

    it("must be there", async () => {
      const missing = new URL("../entries/missing.ts", import.meta.url);
      await expect(checkFunction(hello, inputs, { entry: missing })).rejects.toMatchObject({
        code: "ONEFN_INVALID_OPTION",
        message: expect.stringContaining("missing.ts"),
      });
    });
  });
}
