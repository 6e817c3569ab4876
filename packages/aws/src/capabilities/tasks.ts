import type { Capabilities } from "onefn/provider";
import { gap, how, LAMBDA } from "./words.js";

/** Tasks that are invoked directly. */
export const tasks: Readonly<Record<string, Capabilities>> = {
  invoke: {
    waitUntil: how("awaited before the answer"),
    disconnect: gap("Lambda does not say when the caller has gone.", `${LAMBDA}/nodejs-context.html`),
    errorData: gap(
      "An error has a type and a message. Put what the caller needs into the message.",
      `${LAMBDA}/nodejs-exceptions.html`,
    ),
    hiddenErrors: gap(
      "The caller, whom IAM has let invoke the function, gets the type and the message of every error.",
      `${LAMBDA}/nodejs-exceptions.html`,
    ),
    severalTasks: gap(
      "A payload has no place for a task's name: a function has one task, which the name of the function can choose.",
      `${LAMBDA}/nodejs-context.html`,
    ),
  },
};
