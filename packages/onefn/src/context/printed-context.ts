import { INSPECT, plainCopy } from "../own-members.js";

/** Variables and native events hold keys, tokens and cookies: they can be read, but are not printed with the rest. */
const NOT_PRINTED = { env: "[not printed]", platform: "[not printed]" };

/** How a context is printed: every member by its name, and no variable, native event or native context. */
export abstract class PrintedContext {
  /** What `JSON.stringify` and a log line show. */
  toJSON(): object {
    // Of a signal and a log JSON has nothing to tell, and to read a signal starts its timer.
    return { ...plainCopy(this, ["env", "platform", "signal", "log"]), ...NOT_PRINTED };
  }

  /** What `console.log` shows. */
  [INSPECT](): object {
    return { ...plainCopy(this, ["env", "platform"]), ...NOT_PRINTED };
  }
}
