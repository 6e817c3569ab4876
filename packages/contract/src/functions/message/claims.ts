import { message } from "onefn";
import { report } from "../report.js";

/** One function that claims its queue, and is alone. */
export const claimed = message({ from: "contract-claimed" }, ({ id }, context) =>
  report(context, { claimed: id }),
);

/** One function that claims its queue, and one that takes what nobody claims. */
export const catchAll = {
  claimed,
  rest: message(({ id }, context) => report(context, { rest: id })),
};
