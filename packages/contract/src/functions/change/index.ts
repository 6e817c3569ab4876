import { type Change, change } from "onefn";
import { z } from "zod";
import { missingInContext, missingInEvent, type OwnMembers } from "../copies.js";
import { behave } from "../records/behaviour.js";
import { recordFunctions } from "../records/index.js";
import { report } from "../report.js";
import { changeDefiner } from "./definer.js";
import { seenChange } from "./seen.js";

const OWN: OwnMembers<Change> = {
  operation: true,
  table: true,
  key: true,
  before: true,
  after: true,
};

const Product = z.object({ sku: z.string(), amount: z.number().int().default(1) });

const Registered = Product.refine(async ({ sku }) => sku !== "unknown", "is not registered");

/** One deployable with every change function that the cases send to. Each has its own table. */
export const changeFunctions = {
  seen: change({ table: "contract-seen" }, (each, context) => report(context, seenChange(each, context))),
  numbers: change({ table: "contract-numbers", numbers: "string" }, (each, context) =>
    report(context, seenChange(each, context)),
  ),
  copied: change({ table: "contract-copied" }, (each, context) => {
    report(context, { id: each.id, missing: [missingInEvent(each, OWN), missingInContext(context)] });
  }),
  schema: change({ table: "contract-schema", schema: Product }, ({ id, before, after }, context) => {
    report(context, { id, before: before ?? null, after: after ?? null });
  }),
  asyncSchema: change(
    { table: "contract-async-schema", schema: Registered },
    ({ id, before, after }, context) => {
      report(context, { id, before: before ?? null, after: after ?? null });
    },
  ),
  ordered: change(
    { table: "contract-ordered", concurrency: 3 },
    (each, context) => behave(each, changeDefiner.order(each), undefined, context) as Promise<undefined>,
  ),
  ...recordFunctions(changeDefiner),
};
