import type { Allow, Deny } from "../decision.js";
import { decisionInvalid } from "../kinds/identity.js";
import type { Call } from "../provider/codec.js";
import type { CallOutcome } from "./outcome.js";
import { logCallFailure } from "./pipeline.js";

/** What the answer to a hook can carry. */
export interface Carried {
  /** The provider's own name of the hook, for errors; a `platform` answer has to be for it. */
  readonly hook: string;
  readonly claims?: CarriedClaims | undefined;
  /** The attributes of a user that it can set. Default: none. */
  readonly attributes?: readonly string[] | undefined;
  /** Whether the hook means nothing without a `platform` answer, so that a plain `allow()` is refused. */
  readonly platformOnly?: boolean | undefined;
}

/** What claims can be. */
interface CarriedClaims {
  /** Whether a claim that is null is left out of the token. */
  readonly suppresses?: boolean;
  /** The types of the values, as `typeof` has them. Default: whatever JSON can write. */
  readonly types?: readonly string[];
  /** Whether a value can also be a list of such. */
  readonly lists?: boolean;
  /** Names that the provider keeps for itself. Default: none. */
  readonly reserved?: readonly string[];
  /** The maximum number of characters of all claims as JSON. Default: no maximum. */
  readonly longest?: number;
}

/**
 * What became of an identity function: its decision, or undefined if there is none that the hook can carry. The log then
 * says why, and the codec denies without details: what it answers is for a user.
 */
export function verdictOf(outcome: CallOutcome, carried: Carried, call: Call): Allow | Deny | undefined {
  const { failure } = outcome;
  if (failure) {
    // A TaskError has no caller here who could know its name.
    logCallFailure(failure.fault === "task" ? { ...failure, fault: "unexpected" } : failure, call);
    return undefined;
  }
  const decision = outcome.output as Allow | Deny;
  if (decision.type === "deny") {
    call.log("info", "[onefn] An identity function denied.", { hook: carried.hook, reason: decision.reason });
    return decision;
  }
  const problem = problemOf(decision, carried);
  if (problem === undefined) return decision;
  logCallFailure(decisionInvalid(problem), call);
  return undefined;
}

/** Leaving a part out would be worse than denying: it may say that the user is to be disabled. */
function problemOf(
  { claims, attributes, platform }: Allow,
  { hook, ...carries }: Carried,
): string | undefined {
  if (platform && platform.hook !== hook)
    return `allow({ platform }) is not for ${hook}, but for another hook. Check context.platform first`;
  if (claims && !carries.claims) return `the answer to ${hook} has no place for claims. Leave them out`;
  const values = Object.entries(claims ?? {});
  if (!carries.claims?.suppresses && values.some(([, value]) => value === null))
    return `the answer to ${hook} cannot leave claims out. Leave out those that are null`;
  const { types, lists } = carries.claims ?? {};
  const wrong =
    types &&
    values.find(
      ([, value]) =>
        value !== null && ![value].flat(lists ? 1 : 0).every((each) => types.includes(typeof each)),
    );
  if (wrong)
    return `the claim "${wrong[0]}" is of another type than ${types?.join(" or ")}, which is all that ${hook} takes`;
  const { reserved = [], longest = Number.POSITIVE_INFINITY } = carries.claims ?? {};
  const kept = reserved.find((name) => claims && Object.hasOwn(claims, name));
  if (kept) return `the claim "${kept}" is the provider's own. Give it another name`;
  if (claims && JSON.stringify(claims).length > longest)
    return `the claims are longer than ${longest} characters of JSON, which is all that ${hook} takes`;
  if (attributes && !carries.attributes)
    return `the answer to ${hook} has no place for attributes. Leave them out`;
  const unknown = Object.keys(attributes ?? {}).find((name) => !carries.attributes?.includes(name));
  if (unknown !== undefined)
    return `the answer to ${hook} cannot set the attribute "${unknown}", but only ${carries.attributes?.join(", ")}`;
  if (carries.platformOnly && !platform)
    return `a plain allow() says too little at ${hook}. Give it { platform }, or deny()`;
  return undefined;
}
