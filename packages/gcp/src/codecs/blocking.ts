import { Buffer } from "node:buffer";
import type { Allow, Deny } from "onefn";
import {
  type Call,
  type Carried,
  createIdentityEvent,
  createResponse,
  EventRequest,
  logCallFailure,
  OnefnError,
  type RequestCallCodec,
  strictJson,
  verdictOf,
} from "onefn/provider";
import type { BlockingResponses } from "./blocking-responses.js";

/**
 * The claims of the token by which Identity Platform asks.
 * @see https://cloud.google.com/identity-platform/docs/blocking-functions
 */
export interface BlockingEvent {
  readonly event_type: keyof BlockingResponses;
  readonly event_id: string;
  /** The URL that is registered. */
  readonly aud: string;
  readonly ip_address?: string;
  readonly user_agent?: string;
  readonly locale?: string;
  /** Such as `password` or `google.com`. */
  readonly sign_in_method?: string;
  /** What a SAML or OpenID Connect provider vouches for. */
  readonly sign_in_attributes?: Readonly<Record<string, unknown>>;
  readonly tenant_id?: string;
  readonly user_record: Readonly<Record<string, unknown>> & { readonly uid: string; readonly email?: string };
  readonly [claim: string]: unknown;
}

/**
 * Names of claims that tokens have already, and the longest claims.
 * @see https://cloud.google.com/identity-platform/docs/blocking-functions#setting_custom_and_session_claims
 */
const CLAIMS = {
  reserved: [
    ..."acr amr at_hash aud auth_time azp cnf c_hash exp firebase iat iss jti nbf nonce sub".split(" "),
  ],
  longest: 1_000,
};

/** The attributes that an answer can set, and the type of each. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  displayName: "string",
  disabled: "boolean",
  emailVerified: "boolean",
  photoURL: "string",
};

const MOMENTS = {
  beforeCreate: { on: "signUp" },
  // Session claims are in the tokens of one sign-in. Custom claims stay with the user, so they need `platform`.
  beforeSignIn: { on: "signIn", claims: CLAIMS },
} as const;

/** What a user reads who was stopped without a reason. */
const DENIED = "Denied.";

/**
 * Blocking functions of Identity Platform and Firebase Authentication. Whatever is not 200 stops the user, who reads the
 * body of the answer.
 * @see https://cloud.google.com/identity-platform/docs/blocking-functions
 */
export const blocking: RequestCallCodec = {
  trigger: "blocking",
  matches: (native) => native instanceof EventRequest && blockingEventIn(native.json) !== undefined,
  input(request) {
    const { event_type, ip_address, sign_in_attributes, user_record } = eventOf(request);
    const { uid, email } = user_record;
    return createIdentityEvent({
      on: MOMENTS[event_type].on,
      hook: event_type,
      user: { id: uid, email, attributes: attributesOf(user_record), claims: Object(sign_in_attributes) },
      ip: ip_address,
    });
  },
  encode(outcome, request, call) {
    const { event_type: hook } = eventOf(request);
    const { claims } = { claims: undefined, ...MOMENTS[hook] };
    // What is also in Identity Platform's own words would be left out without a word.
    const own = Object.keys((outcome.output as Partial<Allow> | undefined)?.platform?.response ?? {});
    const carried: Carried = {
      hook,
      attributes: Object.keys(ATTRIBUTES).filter((name) => !own.includes(name)),
      claims: own.includes("sessionClaims") ? undefined : claims,
    };
    const decision = typed(verdictOf(outcome, carried, call), call);
    if (decision?.type === "allow") return answer(200, allowed(decision));
    // Without a decision, the function has failed. A 500 shows up as an error in the service's metrics; a 403 would not.
    if (!decision) return answer(500, { error: { status: "INTERNAL", message: DENIED } });
    return answer(403, { error: { status: "PERMISSION_DENIED", message: decision.reason || DENIED } });
  },
};

/** The decision, unless it has an attribute of another type: Identity Platform refuses the whole answer then. */
function typed(decision: Allow | Deny | undefined, call: Call): Allow | Deny | undefined {
  if (decision?.type !== "allow") return decision;
  const wrong = Object.entries(decision.attributes ?? {}).find(
    ([name, value]) => value !== null && typeof value !== ATTRIBUTES[name],
  );
  if (!wrong) return decision;
  const error = new OnefnError(
    "ONEFN_DECISION_INVALID",
    `the attribute "${wrong[0]}" is no ${ATTRIBUTES[wrong[0]]}, which is all that Identity Platform takes.`,
  );
  logCallFailure({ fault: "function", name: error.code, message: error.message, error }, call);
  return undefined;
}

/** What is not in `updateMask` has no effect. */
function allowed({ claims, attributes, platform }: Allow): object {
  const { recaptchaActionOverride, ...own } = (platform?.response ?? {}) as BlockingResponses["beforeSignIn"];
  const record = { ...attributes, ...(claims && { sessionClaims: claims }), ...own };
  const names = Object.keys(record).filter((name) => record[name as keyof typeof record] !== undefined);
  return {
    ...(names.length > 0 && { userRecord: { ...record, updateMask: names.join(",") } }),
    ...(recaptchaActionOverride && { recaptchaActionOverride }),
  };
}

function answer(status: number, body: object): Response {
  return createResponse(strictJson(body), { status, headers: { "content-type": "application/json" } });
}

const eventOf = ({ json }: EventRequest) => blockingEventIn(json) as BlockingEvent;

/** The claims in a request's JSON. Nobody verifies them here. Undefined: it is no request of a blocking function. */
export function blockingEventIn(json: unknown): BlockingEvent | undefined {
  try {
    const { jwt } = (json as { readonly data: { readonly jwt: string } }).data;
    const claims = JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString());
    const { event_type, user_record } = claims;
    return Object.hasOwn(MOMENTS, event_type) && typeof user_record.uid === "string" ? claims : undefined;
  } catch {
    // Of another shape.
    return undefined;
  }
}

/** The user's record by the names that an answer has, without the password's hash. */
function attributesOf({ password_hash: _, password_salt: __, ...record }: BlockingEvent["user_record"]) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [nameOf(name), value]));
}

function nameOf(name: string): string {
  return name === "photo_url"
    ? "photoURL"
    : name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
