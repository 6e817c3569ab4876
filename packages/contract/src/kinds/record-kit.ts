import type { FunctionRecord } from "onefn";
import type { CapabilityName } from "../capabilities.js";
import type { Order } from "../functions/records/behaviour.js";

/** What a record kind supplies to the shared cases. `Sent` is what its senders write. */
export interface RecordKit<Sent> {
  /** What the contract deploys for the kind: see `recordFunctions` and `claimFunctions`. */
  readonly functions: { readonly main: FunctionRecord; readonly claimed: object; readonly catchAll: object };
  /** Deployables of another kind, which the wires of this one refuse. */
  readonly strangers: object;
  /** Whether its functions can handle the records of a delivery together. */
  readonly batches: boolean;
  /** Whether its functions can say what becomes of rejected records. */
  readonly deadLetters: boolean;
  /**
   * Whether its functions claim places. If not, they only have filters: what no function takes is acknowledged.
   * Default: they do.
   */
  readonly places?: boolean;
  /** The capabilities without which a lone function takes the records of every place. Default: none. */
  readonly loneNeeds?: readonly CapabilityName[];
  /** The capabilities without which a place does not choose between two functions. Default: none. */
  readonly catchAllNeeds?: readonly CapabilityName[];
  /** A record with an instruction for its handler. Records of one key keep their order if the wire has one. */
  record(order: Order, key?: string): Sent;
  /** The claim of the function that gets the records of a place. Absent: the place itself. */
  claimOf?(place: string): string;
  /** A record that cannot be decoded. Absent if every record can. */
  broken?(key?: string): Sent;
  /** The capabilities without which it can be decoded. Default: none. */
  readonly brokenNeeds?: readonly CapabilityName[];
  /** A record that the schema of `contract-schema-batch` refuses. Absent if the kind has no schemas. */
  misfit?(key?: string): Sent;
  /** Records that no handler can process. */
  readonly poisons: readonly Poison<Sent>[];
}

/** A record that never reaches its handler, between two that do. */
interface Poison<Sent> {
  /** Such as `a body that is not JSON`. */
  readonly name: string;
  /** The place to which all three are sent. */
  readonly place: string;
  /** The error code that the log must have. */
  readonly code: string;
  /** The capabilities without which it reaches its handler. Default: none. */
  readonly needs?: readonly CapabilityName[];
  readonly record: Sent;
  readonly good: Sent;
}

/** A text in poisonous records that must not be logged. */
export const SECRET = "secret-of-the-record";
