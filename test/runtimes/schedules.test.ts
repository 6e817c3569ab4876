import { describe, expect, it } from "vitest";
import { Child } from "./harness/child.js";
import { bunServer, denoServer, nodeServers } from "./runtimes/server.js";

/** A line that a function of `entries/schedules.mjs` writes. */
interface Told {
  readonly by: string;
  readonly id: string;
  readonly scheduledAt: string;
  readonly late: number;
  readonly cron: string;
}

const newest = nodeServers.slice(-1);

describe.each([...newest, bunServer, denoServer])("schedules on $name", ({ command: commandOf }) => {
  it("run at their times by croner, one run after another, until the process is told to stop", async () => {
    const { command, args, ...options } = commandOf("schedules.mjs", {});
    const child = new Child(command, args, options);
    const told: Told[] = [];
    let skipped = 0;
    for await (const line of child.follow()) {
      if (line.startsWith('{"by"')) told.push(JSON.parse(line) as Told);
      if (line.includes("ONEFN_RUN_SKIPPED")) skipped++;
      if (of(told, "slow").length === 2) break;
    }
    child.signal("SIGTERM");
    expect(await child.ended).toBe(0);

    const minutely = of(told, "minutely");
    expect(minutely.map(({ scheduledAt }) => scheduledAt)).toEqual(
      minutely.map((_, index) => new Date(Date.parse("2026-03-29T00:59:00Z") + index * 60_000).toISOString()),
    );
    expect(minutely.length).toBeGreaterThanOrEqual(3);
    expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
    expect(told.every(({ late }) => late >= 0)).toBe(true);
    // At 02:00 it is 03:00 there.
    expect(of(told, "nightly").map(({ scheduledAt }) => scheduledAt)).toEqual(["2026-03-29T01:00:00.000Z"]);
    // A run takes two minutes and a half, and the times meanwhile are skipped.
    expect(skipped).toBeGreaterThanOrEqual(1);
  });
});

function of(told: readonly Told[], name: string): readonly Told[] {
  return told.filter(({ by }) => by === name);
}
