import { type Native, withAnswer } from "./mutant.js";

/** What catches an adapter that answers a decision wrongly. */
export const ALLOWED =
  "at each moment, an allow() lets the user go on, and the function of that moment is asked once";
export const DENIED = "at each moment, a deny() stops the user";
export const NOTHING = "at each moment, a handler that returns nothing stops the user, and the log says why";
export const unexpected = (how: string) =>
  `at each moment, a handler that ends by ${how} stops the user, who reads no details, and the next one is asked about`;

/** A function whose decision is made of another value. */
export const decided = (change: (decision: Native) => Native) => (fn: Native) => withAnswer(fn, change);

/** A function that never throws. */
export const caught = (instead: (error: Native) => Native) => (fn: Native) => ({
  ...fn,
  handler: async (...args: Native[]) => {
    try {
      return await fn.handler(...args);
    } catch (error) {
      return instead(error);
    }
  },
});

export const decision = (type: string, more: object = {}) => ({
  [Symbol.for("onefn.decision")]: true,
  type,
  ...more,
});
