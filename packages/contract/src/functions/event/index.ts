import { type CloudEvent, event, message } from "onefn";
import { z } from "zod";
import { missingInContext, missingInEvent, type OwnMembers } from "../copies.js";
import { recordFunctions } from "../records/index.js";
import { report } from "../report.js";
import { eventBySourceDefiner, eventDefiner } from "./definer.js";
import { seenEvent } from "./seen.js";

const OWN: OwnMembers<CloudEvent> = {};

const Product = z.object({ sku: z.string(), amount: z.number().int().default(1) });

const Registered = Product.refine(async ({ sku }) => sku !== "unknown", "is not registered");

const Cancelled = z.object({ reason: z.string() });

/** Functions that the cases of this kind send to, each with its own types or sources. */
function ownFunctions(by: "type" | "source") {
  const claim = (place: string) => ({ [by]: place });
  return {
    seen: event(claim("contract-seen"), (each, context) => report(context, seenEvent(each, context))),
    copied: event(claim("contract-copied"), (each, context) => {
      report(context, { id: each.id, missing: [missingInEvent(each, OWN), missingInContext(context)] });
    }),
    schema: event({ ...claim("contract-schema"), schema: Product }, ({ id, data }, context) => {
      report(context, { id, data });
    }),
    asyncSchema: event({ ...claim("contract-async-schema"), schema: Registered }, ({ id, data }, context) => {
      report(context, { id, data });
    }),
  };
}

/**
 * One deployable with every event function that the cases send to. For wires whose events all have one type, there is
 * a second set of functions, which are chosen by the source.
 */
export const eventFunctions = {
  ...ownFunctions("type"),
  typed: event(
    { types: { "contract-placed": Product, "contract-cancelled": Cancelled } },
    (each, context) => {
      const what = each.type === "contract-placed" ? each.data.amount : each.data.reason;
      report(context, { id: each.id, [each.type]: what });
    },
  ),
  listed: event({ type: ["contract-listed-a", "contract-listed-b"] }, ({ id, type }, context) =>
    report(context, { id, listed: type }),
  ),
  prefixed: event({ type: "contract-prefixed.*" }, ({ id, type }, context) =>
    report(context, { id, prefixed: type }),
  ),
  sourced: event(
    { type: "contract-sourced", source: ["contract.shop", "contract.mail.*"] },
    ({ id, source }, context) => report(context, { id, sourced: source }),
  ),
  ...recordFunctions(eventDefiner),
  ...bySource({ ...ownFunctions("source"), ...recordFunctions(eventBySourceDefiner) }),
};

/** An event function that wants one type, and a message function that takes every queue. */
export const eventBesideMessages = {
  claimed: event({ type: "contract-claimed" }, ({ id }, context) => report(context, { event: id })),
  rest: message(({ id }, context) => report(context, { message: id })),
};

function bySource<Functions extends object>(functions: Functions) {
  return Object.fromEntries(
    Object.entries(functions).map(([name, fn]) => [`${name}BySource`, fn]),
  ) as Readonly<Record<string, Functions[keyof Functions]>>;
}
