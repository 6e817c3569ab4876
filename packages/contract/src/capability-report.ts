import type { Capability } from "onefn/provider";
import type { Simulator, Wire } from "onefn/simulator";
import { capabilitiesOf, type KnownCapability } from "./asked-capabilities.js";
import { capabilityText } from "./capability-text.js";

/** What one trigger of a provider can do. */
export interface TriggerCapabilities {
  readonly provider: string;
  readonly kind: Wire["kind"];
  readonly trigger: string;
  /** Every capability that the contract knows for the kind. */
  readonly capabilities: Readonly<Record<string, KnownSupport>>;
}

/** A capability of a trigger. `because` names another one that it needs and that the trigger lacks. */
export type KnownSupport = Capability & { readonly because?: string };

/** The result of {@link reportCapabilities}. */
export interface CapabilityReport {
  /** The triggers in the order of the providers. */
  readonly triggers: readonly TriggerCapabilities[];
  /** A table and the gaps of each kind, at most 100 characters wide. */
  toString(): string;
}

/**
 * What the triggers of providers can do, with the reason for each gap.
 *
 * @param kind only triggers of this kind. Default: of every kind.
 * @example
 * console.log(String(reportCapabilities([simulator], "message")));
 */
export function reportCapabilities(simulators: readonly Simulator[], kind?: Wire["kind"]): CapabilityReport {
  const triggers = simulators.flatMap(({ provider, wires }) =>
    wires
      .filter((wire) => kind === undefined || wire.kind === kind)
      .map((wire) => ({
        provider,
        kind: wire.kind,
        trigger: wire.trigger,
        capabilities: supportOf(wire, capabilitiesOf(wire.kind)),
      })),
  );
  return { triggers, toString: () => capabilityText(triggers) };
}

function supportOf(
  { capabilities }: Wire,
  known: readonly KnownCapability[],
): Readonly<Record<string, KnownSupport>> {
  const supported: KnownSupport = { supported: true };
  return Object.fromEntries(
    known.map(({ name, needs }) => {
      const own = capabilities[name];
      if (own?.supported === false) return [name, own];
      const because = needs.find((each) => capabilities[each]?.supported === false);
      const lacking = because && capabilities[because];
      return [name, lacking ? { ...lacking, because } : (own ?? supported)];
    }),
  );
}
