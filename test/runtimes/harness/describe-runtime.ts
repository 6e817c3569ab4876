import { registerContract } from "@onefn/contract";
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
    http: simulator.http.map((wire) => ({ ...wire, capabilities: { ...wire.capabilities, ...harnessGaps } })),
    message: simulator.message.map((wire) => ({
      ...wire,
      capabilities: { ...wire.capabilities, ...harnessGaps },
    })),
  };
  describe(name, { meta: { runtime: { name, gaps: gapsOf(played) } } }, () => {
    registerContract(played, { describe, it, afterAll });

    it("no process ended by itself", () => {
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

function gapsOf({ provider, http, message }: Simulator): RuntimeReport["gaps"] {
  const wires = [...http, ...message].map(({ trigger, capabilities }) => {
    const gaps = Object.entries(capabilities).filter(([, { supported }]) => !supported);
    return [`${provider}/${trigger}`, Object.fromEntries(gaps)];
  });
  return Object.fromEntries(wires);
}
