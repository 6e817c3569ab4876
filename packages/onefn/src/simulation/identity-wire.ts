import type { IdentityMoment } from "../kinds/identity.js";
import type { CallWire } from "./call-wire.js";
import type { RewriteRequest } from "./record-wire.js";
import type { ReplaceEvent } from "./wire.js";

/** One way in which a provider asks identity functions. */
export interface IdentityWire extends CallWire<"identity", OutgoingHook, IdentityReply, IdentityCaller> {
  /** The moments at which it asks, the most usual first. */
  readonly moments: readonly IdentityMoment[];
  /** The moment at which a decision can have claims. Default: none. */
  readonly claimsAt?: IdentityMoment | undefined;
  /** The moment at which a decision can have attributes. Default: none. */
  readonly attributesAt?: IdentityMoment | undefined;
  /** Its hooks arrive as requests that anyone on the network could send. A caller can rewrite them. */
  readonly requests?: true;
  /** How often the provider asks before a refusal counts. Default: once. */
  readonly tries?: number;
}

/** What makes a provider ask. */
export interface OutgoingHook {
  readonly on: IdentityMoment;
  readonly user?:
    | {
        readonly id?: string | undefined;
        readonly email?: string | undefined;
        readonly attributes?: Readonly<Record<string, string>> | undefined;
      }
    | undefined;
  /** The client that the user signs in to. */
  readonly app?: string | undefined;
  readonly ip?: string | undefined;
  /** With `authorize`: what the caller presents. */
  readonly credentials?: string | undefined;
}

/** What the provider makes of the answer. */
export type IdentityReply =
  | {
      readonly allowed: true;
      /** What the token or the API gets. */
      readonly claims: Readonly<Record<string, unknown>>;
      /** The claims that are left out of the token. */
      readonly suppressed: readonly string[];
      /** What is set in the user's record. */
      readonly attributes: Readonly<Record<string, unknown>>;
    }
  | {
      readonly allowed: false;
      /** Everything that the user reads. */
      readonly text: string;
    };

/** How a hook reaches the function. */
export interface IdentityCaller {
  /** Replaces the native event. */
  readonly replaceEvent?: ReplaceEvent | undefined;
  /** Changes the request, on a wire with `requests`. */
  readonly rewrite?: RewriteRequest | undefined;
}
