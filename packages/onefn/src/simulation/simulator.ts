import { OnefnError } from "../errors.js";
import type { HttpWire } from "./call-wire.js";
import type { ChangeWire } from "./change-wire.js";
import type { EventWire } from "./event-wire.js";
import type { IdentityWire } from "./identity-wire.js";
import type { MessageWire, RecordDeployment } from "./record-wire.js";
import type { ScheduleWire } from "./schedule-wire.js";
import type { StorageWire } from "./storage-wire.js";
import type { TaskWire } from "./task-wire.js";
import type { TransformWire } from "./transform-wire.js";

/** The wires of each kind. A new kind is one line here. */
export interface WiresByKind {
  readonly http: HttpWire;
  readonly message: MessageWire;
  readonly schedule: ScheduleWire;
  readonly change: ChangeWire;
  readonly storage: StorageWire;
  readonly event: EventWire;
  readonly task: TaskWire;
  readonly transform: TransformWire;
  readonly identity: IdentityWire;
}

/** A trigger of any kind. */
export type Wire = WiresByKind[keyof WiresByKind];

/** A kind whose functions receive records. */
export type RecordKindName = {
  [Kind in keyof WiresByKind]: WiresByKind[Kind] extends { readonly shape: "records" } ? Kind : never;
}[keyof WiresByKind];

/** What a sender of this kind sends, such as an `OutgoingMessage` for `message`. */
export type SentOf<Kind extends RecordKindName> =
  Awaited<ReturnType<WiresByKind[Kind]["deploy"]>> extends RecordDeployment<infer Sent> ? Sent : never;

/** A provider, simulated from outside. */
export interface Simulator {
  /** The provider's name. */
  readonly provider: string;
  /** All of its triggers, of every kind. */
  readonly wires: readonly Wire[];
}

/**
 * The wires that carry functions of one kind.
 *
 * @example
 * for (const wire of wiresOf(simulator, "http")) await wire.deploy(() => hello);
 */
export function wiresOf<Kind extends keyof WiresByKind>(
  { wires }: Simulator,
  kind: Kind,
): readonly WiresByKind[Kind][] {
  return wires.filter((wire): wire is WiresByKind[Kind] => wire.kind === kind);
}

/**
 * One wire by its kind and trigger.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION if the simulator has none, with the triggers that it has.
 * @example
 * const queue = await findWire(simulator, "message", "sqs").deploy(() => orders);
 */
export function findWire<Kind extends keyof WiresByKind>(
  simulator: Simulator,
  kind: Kind,
  trigger: string,
): WiresByKind[Kind] {
  const wires = wiresOf(simulator, kind);
  const found = wires.find((wire) => wire.trigger === trigger);
  if (found) return found;
  const known = wires.map((wire) => wire.trigger).join(", ") || "none";
  throw new OnefnError(
    "ONEFN_INVALID_OPTION",
    `[onefn] findWire: the simulator of ${simulator.provider} has no ${kind} wire "${trigger}". Known: ${known}.`,
  );
}
