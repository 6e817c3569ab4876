import { existsSync, readdirSync } from "node:fs";
import { CAPABILITIES, planContract } from "@onefn/contract";
import { describe, expect, it } from "vitest";
import { matrix } from "./matrix.js";

const packages = new URL("../../packages/", import.meta.url);

/** Every folder that plays a provider. */
const providers = readdirSync(packages).filter((name) =>
  existsSync(new URL(`${name}/src/simulator/index.ts`, packages)),
);

const wires = matrix.flatMap((simulator) =>
  simulator.wires.map(({ trigger, ...rest }) => ({ wire: `${simulator.provider}/${trigger}`, ...rest })),
);

describe("the matrix", () => {
  it("has one line for every provider of this repository", () => {
    expect(matrix.map(({ provider }) => provider).sort()).toEqual(providers.sort());
  });

  it.each(wires)("names the gaps of $wire by words that the cases know", ({ capabilities }) => {
    const names = Object.keys(capabilities);
    expect(names.filter((name) => !Object.hasOwn(CAPABILITIES, name))).toEqual([]);
  });

  it.each(matrix.flatMap(planContract))("has a case for every gap of $wire", ({ wire, cases }) => {
    const { capabilities = {} } = wires.find((each) => each.wire === wire) ?? {};
    const declared = Object.keys(capabilities).filter((name) => capabilities[name]?.supported === false);
    const asked = new Set(cases.map(({ gap }) => gap));
    expect(declared.filter((name) => !asked.has(name))).toEqual([]);
  });

  it.each(wires)(
    "has a schema for the results of $wire that refuses wrong ones, or says why not",
    async ({ result }) => {
      if (!result.schema) return expect(result.reason).toMatch(/\w.*\.$/);
      for (const wrong of result.wrong) {
        const { issues } = await result.schema["~standard"].validate(wrong);
        expect([wrong, issues]).toEqual([wrong, expect.arrayContaining([expect.anything()])]);
      }
    },
  );

  it.each(wires)("gives each gap of $wire a reason and a source", ({ capabilities }) => {
    for (const capability of Object.values(capabilities)) {
      if (capability.supported) continue;
      expect(capability.reason).toMatch(/\.$/);
      expect(capability.source).toMatch(/^https:\/\//);
    }
  });
});
