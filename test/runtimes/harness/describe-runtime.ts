import { registerContract, type TestFramework } from "@onefn/contract";
import type { Capabilities, Capability } from "onefn/provider";
import type { Simulator } from "onefn/simulator";
import { afterAll, describe, expect, it } from "vitest";

/** What a runtime's suite tells the summary. */
export interface RuntimeReport {
  readonly name: string;
  /** What its wires cannot do, by wire and capability. */
  readonly gaps: Readonly<Record<string, Readonly<Record<string, Gap>>>>;
}

type Gap = Extract<Capability, { supported: false }>;

declare module "vitest" {
  export interface TaskMeta {
    runtime?: RuntimeReport;
  }
}

/** Real processes behind a simulator. */
interface Host {
  /** Processes that have ended by themselves, and not of what the gap `survival` says. */
  readonly crashes: number;
  /** Processes that have ended of what the gap `survival` says. */
  readonly fatalities?: number;
  stop(): Promise<void>;
}

/**
 * Registers the contract for a runtime, and that no process of it ends by itself.
 *
 * @param harnessGaps what cannot be played on one machine; the cases that need it are expected to fail. No case
 * needs `survival`: it says of what the harness's own processes end, and `host` counts those apart.
 */
export function describeRuntime(
  name: string,
  simulator: Simulator,
  host: Host,
  harnessGaps: Capabilities = {},
): void {
  const played: Simulator = {
    provider: simulator.provider,
    wires: simulator.wires.map((wire) => ({
      ...wire,
      capabilities: { ...wire.capabilities, ...harnessGaps },
    })),
  };
  describe(name, () => {
    registerContract(played, { describe, it: onceEach(REFUSED_OPTION), afterAll });

    // One test carries the report. Every test inherits what its suite has, and a JSON report repeats it each time:
    // over thousands of tests that is longer than a string can be, and there is no report at all.
    it("no process ended by itself", { meta: { runtime: { name, gaps: gapsOf(played) } } }, () => {
      expect(host.crashes).toBe(0);
    });

    if (harnessGaps.survival?.supported === false) {
      it("processes ended of what they do not survive (gap: survival)", () => {
        expect(host.fatalities).toBeGreaterThan(0);
      });
    }

    afterAll(() => host.stop());
  });
}

/**
 * Adapters check their options with the same code on every wire, and each of these cases starts a new deployment. One
 * wire is enough to show that this runtime reports the error.
 */
const REFUSED_OPTION = / is refused with an error when \w+ are adapted/;

/** Registers the tests of these names once, for the first wire that has them, and every other test. */
function onceEach(names: RegExp): TestFramework["it"] {
  const registered = new Set<string>();
  return (name, test, timeout) => {
    if (names.test(name) && registered.has(name)) return;
    registered.add(name);
    it(name, test, timeout);
  };
}

function gapsOf({ provider, wires: all }: Simulator): RuntimeReport["gaps"] {
  const wires = all.map(({ trigger, capabilities }) => {
    const gaps = Object.entries(capabilities).filter(([, { supported }]) => !supported);
    return [`${provider}/${trigger}`, Object.fromEntries(gaps)];
  });
  return Object.fromEntries(wires);
}
