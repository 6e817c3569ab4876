import { setTimeout as sleep } from "node:timers/promises";
import { http, stream, text } from "onefn";
import { describe, expect, it } from "vitest";
import { CLOUD_RUN, running } from "./support/running.js";

describe("work given to waitUntil is done before the answer ends, since Cloud Run takes the CPU away after it", () => {
  it("when the answer is whole", async () => {
    let done = false;
    const { url } = await running(
      http((_, context) => {
        context.waitUntil(
          sleep(50).then(() => {
            done = true;
          }),
        );
        return text("answered");
      }),
    );
    expect(await (await fetch(url)).text()).toBe("answered");
    expect(done).toBe(true);
  });

  it("when it is a stream, whose pieces do not wait", async () => {
    let done = false;
    let release = () => {};
    const { url } = await running(
      http((_, context) =>
        stream(async function* () {
          yield "first";
          const held = new Promise<void>((resolve) => {
            release = resolve;
          });
          context.waitUntil(
            held.then(() => {
              done = true;
            }),
          );
          yield "last";
        }),
      ),
    );
    const reader = (await fetch(url)).body?.pipeThrough(new TextDecoderStream()).getReader();
    let received = "";
    while (received !== "firstlast") received += (await reader?.read())?.value;
    expect(done).toBe(false);
    release();
    expect((await reader?.read())?.done).toBe(true);
    expect(done).toBe(true);
  });

  it("but no longer than the deadline allows", async () => {
    const { url, lines } = await running(
      http((_, context) => {
        context.waitUntil(new Promise(() => {}));
        return text("answered");
      }),
      { ...CLOUD_RUN, CLOUD_RUN_TIMEOUT_SECONDS: "0.3" },
      { margin: 200 },
    );
    expect(await (await fetch(url)).text()).toBe("answered");
    expect(lines.join()).toContain("ONEFN_DEADLINE");
  });
});

describe("a stream that fails", () => {
  const failing = (pieces: readonly string[]) =>
    http(() =>
      stream(async function* () {
        yield* pieces;
        await sleep(5);
        throw new Error("secret");
      }),
    );

  it("half-way closes the connection, so that the client can tell", async () => {
    const { url, lines } = await running(failing(["some"]));
    const response = await fetch(url);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    expect(lines.map((line) => JSON.parse(line).code)).toEqual(["ONEFN_STREAM_FAILED"]);
  });

  it("is seen by no framework as a crash", async () => {
    const { url } = await running(failing(["some"]));
    await fetch(url).then((response) => response.text().catch(() => {}));
    expect((await fetch(`${url}/again`)).status).toBe(200);
  });
});
