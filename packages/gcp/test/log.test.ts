import { http, text } from "onefn";
import { afterEach, describe, expect, it, vi } from "vitest";
import { adapt } from "../src/index.js";
import { CLOUD_RUN, running, serving } from "./support/running.js";

const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

const talkative = http((_, { log }) => {
  log.debug("looking");
  log.info("packing", { sku: "apples" });
  log.warn("odd", { severity: "INFO" });
  log.error("broken", { error: new Error("why") });
  return text("");
});

async function linesOf(headers: Record<string, string>): Promise<Record<string, unknown>[]> {
  const { url, lines } = await running(talkative, CLOUD_RUN);
  await fetch(url, { headers });
  return lines.map((line) => JSON.parse(line));
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe("a log line", () => {
  it("is what Cloud Logging reads", async () => {
    const lines = await linesOf({ traceparent, "function-execution-id": "ab12cd34ef56" });
    expect(lines.map(({ severity }) => severity)).toEqual(["DEBUG", "INFO", "WARNING", "ERROR"]);
    expect(lines[1]).toEqual({
      severity: "INFO",
      message: "packing",
      sku: "apples",
      time: expect.stringMatching(/^\d{4}-.+Z$/),
      "logging.googleapis.com/labels": { execution_id: "ab12cd34ef56" },
      "logging.googleapis.com/trace": "0af7651916cd43dd8448eb211c80319c",
      "logging.googleapis.com/spanId": "b7ad6b7169203331",
      "logging.googleapis.com/trace_sampled": true,
    });
  });

  it("names the trace by its project, where that is known", async () => {
    vi.stubEnv("GOOGLE_CLOUD_PROJECT", "shop");
    const [line] = await linesOf({ traceparent });
    expect(line?.["logging.googleapis.com/trace"]).toBe(
      "projects/shop/traces/0af7651916cd43dd8448eb211c80319c",
    );
  });

  it("says nothing of a trace where there is none", async () => {
    const [line] = await linesOf({});
    expect(Object.keys(line ?? {}).filter((key) => /trace|span/.test(key))).toEqual([]);
  });

  it("goes to stdout, in one piece", async () => {
    const url = await serving(adapt(talkative));
    const written: string[] = [];
    vi.spyOn(process.stdout, "write").mockImplementation((piece) => written.push(String(piece)) > 0);
    await fetch(url);
    vi.restoreAllMocks();
    const lines = written.filter((piece) => piece.includes("packing"));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^\{[^\n]+\}\n$/);
  });
});
