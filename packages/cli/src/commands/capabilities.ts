import { defineCommand } from "citty";
import { type InstalledProviders, installedProviders } from "../installed.js";
import { oneOf, UsageError } from "../usage.js";

/** What the command line asks for. */
interface Asked {
  readonly kind?: string | undefined;
  readonly provider?: string | undefined;
  readonly json?: boolean | undefined;
}

/** `onefn capabilities`. */
export const capabilities = defineCommand({
  meta: {
    name: "capabilities",
    description: "Print what the triggers of the installed providers can do, and why they lack the rest.",
  },
  args: {
    kind: { type: "string", description: "Only triggers of this kind, such as message" },
    provider: { type: "string", description: "Only triggers of this provider, such as aws" },
    json: { type: "boolean", description: "Print JSON, which also has the sources of the reasons" },
  },
  async run({ args }) {
    const [extra] = args._;
    if (extra !== undefined) throw new UsageError(`there is no argument ${extra}; see --kind and --provider`);
    console.log(await capabilitiesText(await installedProviders(), args));
  },
});

/** What `onefn capabilities` prints. @throws UsageError for a kind or a provider that is not there. */
export async function capabilitiesText(
  { simulators, absent }: InstalledProviders,
  { kind, provider, json }: Asked,
): Promise<string> {
  // Loaded here, so that other commands need not wait for the contract.
  const { reportCapabilities } = await import("@onefn/contract");
  if (provider !== undefined && absent.includes(provider)) {
    throw new UsageError(`@onefn/${provider} is not installed`);
  }
  const kinds = simulators.flatMap(({ wires }) => wires.map((wire) => wire.kind));
  const providers = simulators.map((simulator) => simulator.provider);
  const only = provider === undefined ? undefined : oneOf(providers, provider, "--provider");
  const report = reportCapabilities(
    simulators.filter((simulator) => only === undefined || simulator.provider === only),
    kind === undefined ? undefined : oneOf(kinds, kind, "--kind"),
  );
  if (json) return JSON.stringify({ triggers: report.triggers, absent }, undefined, 2);
  const missing = absent.map((name) => `@onefn/${name}`).join(", ");
  return [
    report.triggers.length > 0 ? String(report) : `${provider} has no trigger of the kind ${kind}.`,
    ...(absent.length > 0 ? [`Not installed: ${missing}.`] : []),
  ].join("\n\n");
}
