import type { Capabilities } from "onefn/provider";
import { gap, how, LAMBDA } from "./words.js";

const ASYNC = `${LAMBDA}/invocation-async-error-handling.html`;
const ENTRY = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html";

/** What holds for every asynchronous invocation with one event. */
export const invokedAsynchronously = {
  waitUntil: how("awaited before the answer"),
  batch: gap("Lambda is invoked for each event.", ASYNC),
  order: gap("Events arrive in any order.", ASYNC),
  attempt: gap("An event does not say how often Lambda has repeated it.", ASYNC),
  retryAfter: gap("Lambda repeats an invocation after one minute, and again two minutes later.", ASYNC),
  reject: gap("Lambda gives up an event after MaximumRetryAttempts, not on request.", ASYNC),
} satisfies Capabilities;

/** Rules of event buses. */
export const eventbridge: Readonly<Record<string, Capabilities>> = {
  eventbridge: {
    ...invokedAsynchronously,
    besideMessages: gap("A rule that invokes Lambda delivers events, not messages.", ASYNC),
    listData: gap("The detail of an event is a JSON object.", ENTRY),
    textData: gap("The detail of an event is a JSON object.", ENTRY),
    anyData: gap("The detail of an event is a JSON object.", ENTRY),
  },
};
