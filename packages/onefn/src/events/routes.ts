import type { Invocation } from "../adapter/invocation.js";
import { HttpError, OnefnError } from "../errors.js";
import type { HttpFunction } from "../kinds/http.js";
import { checkOption } from "../option-checks.js";
import { OVER } from "../own-members.js";
import type { AnyRecordCodec } from "../provider/codec.js";
import type { Kind } from "../provider/provider.js";
import { EventRequest } from "./event-request.js";
import type { EventSource, Verify } from "./options.js";
import { unverified } from "./unverified.js";

/** The default path of events in a deployable that has http functions too. */
export const BESIDE_HTTP = "/_events";

/**
 * The maximum size of an event's request in bytes. Pub/Sub's largest message has 10 MB, which base64 makes a third
 * larger, and its attributes come on top.
 */
export const BODY_LIMIT = 16 * 1024 * 1024;

/** A codec of events, and what handles them, if there are functions that take them. */
export interface Receiver {
  readonly codec: Pick<AnyRecordCodec, "trigger" | "matches">;
  /** The kinds of function that can take them. */
  readonly kinds: readonly Kind[];
  /** Has the functions handle an event. The http route ends the call and answers errors. */
  readonly deliver: ((event: EventRequest, call: Invocation) => Promise<Response>) | undefined;
}

/**
 * The routes on which events arrive: an http function for each source, which verifies, reads and delivers.
 *
 * @param sources undefined: the option `events` is missing, so every event is refused.
 * @param besideHttp whether the deployable has http functions too.
 */
export function eventRoutes(
  sources: readonly EventSource[] | undefined,
  receivers: readonly Receiver[],
  besideHttp: boolean,
): readonly HttpFunction[] {
  return (sources ?? [UNVERIFIED]).map(
    ({ path = besideHttp ? BESIDE_HTTP : undefined, triggers, verify }): HttpFunction => {
      const accepted = triggers?.map((trigger) => named(trigger, receivers)) ?? receivers;
      return {
        kind: "http",
        name: "events",
        trigger: { path, methods: undefined },
        bodyLimit: BODY_LIMIT,
        onError: undefined,
        handler: (request, context) => receive(request, verify, accepted, invocationOf(context)),
      };
    },
  );
}

function named(trigger: string, receivers: readonly Receiver[]): Receiver {
  const found = receivers.find(({ codec }) => codec.trigger === trigger);
  const known = receivers.map(({ codec }) => codec.trigger).join(", ");
  checkOption(found, "[onefn] adapt", `events: the trigger "${trigger}"`, `one of: ${known}`);
  return found;
}

const UNVERIFIED: { readonly path?: undefined; readonly triggers?: undefined; readonly verify?: undefined } =
  {};

/** Verifies a request, then reads it, and only then asks the codecs. */
async function receive(
  request: Request,
  verify: Verify | undefined,
  receivers: readonly Receiver[],
  call: Invocation,
): Promise<Response> {
  if (verify !== "platform") await check(request, verify);
  const event = new EventRequest(request, new Uint8Array(await request.arrayBuffer()));
  const receiver = receivers.find(({ codec }) => codec.matches(event, call.nativeContext));
  if (!receiver) throw unknownEvent(receivers);
  if (!receiver.deliver) throw wrongKind(receiver);
  return receiver.deliver(event, call);
}

/** @throws HttpError 401; the reason is for the log only. */
export async function check(
  request: Request,
  verify: Exclude<Verify, "platform"> | undefined,
): Promise<void> {
  let cause: unknown;
  try {
    if (verify && (await verify(request)) === true) return;
  } catch (error) {
    cause = error;
  }
  throw new HttpError(401, "Unauthorized", {
    cause: verify
      ? unverified(
          "`verify` refused a request. If the request brought an event, correct the sender's secret or token.",
          cause,
        )
      : unverified(WITHOUT_VERIFY),
  });
}

const WITHOUT_VERIFY =
  "a request may have brought an event, but the option `events` does not say how to verify it. Set it to " +
  '{ verify: googleOidc({ audience, serviceAccount }) } or another check of onefn/events, or to { verify: "platform" } if ' +
  "the platform lets only the sender of the events through.";

function unknownEvent(receivers: readonly Receiver[]): OnefnError {
  const triggers = receivers.map(({ codec }) => codec.trigger).join(", ");
  return new OnefnError(
    "ONEFN_UNKNOWN_EVENT",
    `[onefn] events: a verified request brought an unknown event. Known: ${triggers || "none"}. Check what sends it, and ` +
      "the path and triggers of the option `events`.",
  );
}

function wrongKind({ codec: { trigger }, kinds }: Receiver): OnefnError {
  const list = [...new Set(kinds)].join(" or ");
  return new OnefnError(
    "ONEFN_WRONG_KIND",
    `[onefn] events: a ${trigger} event of kind ${list} arrived, but there is no function of that kind. ` +
      `Remove the trigger, or adapt a ${list} function too.`,
  );
}

/** The invocation behind the context of an http function. */
export function invocationOf(context: object): Invocation {
  return (context as { readonly [OVER]: Invocation })[OVER];
}
