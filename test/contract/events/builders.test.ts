import { describeIssues } from "onefn/simulator";
import { describe, expect, it } from "vitest";
import { buildersOf, withoutBuilder } from "../../docs/generated/builders.js";
import { matrix } from "../matrix.js";
import { onAws } from "./built/aws.js";
import { onAzureFunctions } from "./built/azure.js";
import { counting, type Row } from "./built/calls.js";
import { onCloudflare } from "./built/cloudflare.js";
import { onGoogleCloud } from "./built/gcp.js";
import { onNetlify } from "./built/netlify.js";
import { onServers } from "./built/server.js";
import { onVercel } from "./built/vercel.js";

const rows: Readonly<Record<string, readonly Row[]>> = {
  aws: onAws,
  azure: onAzureFunctions,
  cloudflare: onCloudflare,
  gcp: onGoogleCloud,
  netlify: onNetlify,
  server: onServers,
  vercel: onVercel,
};

/** Builders that are called in the tests of their packages, or inside of others here. */
const ELSEWHERE = new Set([
  "logsControl",
  "customResource",
  "destination",
  "s3Batch",
  // Netlify's library calls the handler, with its own request.
  "workloadEvent",
  "cloudEvent",
  // Google's front end passes its headers to nobody; servers have the same builder.
  "pubsubPushUnwrapped",
]);

describe.each(matrix)("builders of $provider", (simulator) => {
  const { provider, wires } = simulator;
  const own = rows[provider] ?? [];

  it.each(own)(
    "%s makes an event that the adapter takes and answers as the wire asks",
    async (_, at, call) => {
      const { functions, calls } = counting();
      const result = await call(functions);
      expect(calls()).toBe(1);
      const [kind, trigger] = at ?? [];
      const schema = wires.find((wire) => wire.kind === kind && wire.trigger === trigger)?.result.schema;
      const { issues } = (await schema?.["~standard"].validate(result)) ?? {};
      expect(issues && describeIssues(issues)).toBeUndefined();
    },
  );

  it("are all called here", () => {
    const called = new Set([...own.map(([name]) => name), ...ELSEWHERE]);
    expect(
      buildersOf(provider)
        .map(({ name }) => name)
        .filter((name) => !called.has(name)),
    ).toEqual([]);
  });

  it("exist for every trigger, or there is a reason", () => {
    const built = new Set([
      ...buildersOf(provider).flatMap(({ triggers }) => triggers),
      ...withoutBuilder(provider).keys(),
    ]);
    expect(wires.map(({ trigger }) => trigger).filter((trigger) => !built.has(trigger))).toEqual([]);
  });
});
