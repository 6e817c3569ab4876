import type { DeliveryFault } from "./faults.js";
import type { RecordFate } from "./ledger.js";
import type { Lateness } from "./steps.js";

/** What happened in a try, step by step. */
export type Told =
  | {
      readonly do: "send";
      readonly n: number;
      readonly to: string;
      readonly sent: object;
      readonly late: Lateness | undefined;
    }
  | {
      readonly do: "deliver";
      readonly to: string;
      /** Only what has really happened. */
      readonly fault: DeliveryFault | undefined;
      readonly handled: readonly number[];
      /** Undefined: the process ended before its broker heard of any. */
      readonly fates: readonly RecordFate[] | undefined;
    }
  | {
      readonly do: "expire";
      readonly to: string;
      readonly fault: DeliveryFault;
      /** What expires, in the broker's own words. */
      readonly of: string;
      readonly handled: readonly number[];
    }
  | {
      /** The handler stands still, and others are called. */
      readonly do: "pause";
      readonly to: string;
      readonly fault: DeliveryFault;
      readonly handled: readonly number[];
    }
  | {
      /** The end of the delivery that stood still. */
      readonly do: "end";
      readonly after: "expiry" | "parallel";
      readonly fates: readonly RecordFate[];
    }
  | { readonly do: "wait"; readonly seconds: number }
  | { readonly do: "rest" };

/** Characters of a record that are shown. */
const WIDTH = 70;

/** What happened, in sentences. What follows by itself at the end is told as one. */
export function toldText(all: readonly Told[]): readonly string[] {
  const rest = all.findIndex((each) => each.do === "rest");
  const steps = rest === -1 ? all : all.slice(0, rest);
  const after = rest === -1 ? [] : all.slice(rest + 1);
  return [...steps.map(sentenceOf), ...after.map((each) => `${sentenceOf(each)} (at the end)`)];
}

function sentenceOf(told: Told): string {
  switch (told.do) {
    case "send": {
      const text = JSON.stringify(
        "body" in told.sent && typeof told.sent.body === "string" ? told.sent.body : told.sent,
      );
      const shown = text.length > WIDTH ? `${text.slice(0, WIDTH)}…` : text;
      return `send #${told.n} to ${told.to}${lateText(told.late)}: ${shown}`;
    }
    case "wait":
      return `wait ${told.seconds} s`;
    case "rest":
      return "let everything come to rest";
    case "deliver": {
      const fates = told.fates ? fatesText(told.fates) : "nothing is settled";
      return `deliver from ${told.to}: ${handledText(told.handled)}${faultText(told.fault)}; ${fates}`;
    }
    case "expire": {
      const where = `in call ${told.fault.call}${answerText(told.fault)}`;
      return `deliver from ${told.to}: ${handledText(told.handled)} (the ${told.of} expires ${where}, and the handler goes on later)`;
    }
    case "pause": {
      const where = `in call ${told.fault.call}${answerText(told.fault)}`;
      return `deliver from ${told.to}: ${handledText(told.handled)} (the handler waits ${where}, and another process is called)`;
    }
    case "end": {
      const who = told.after === "expiry" ? "the handler whose time expired" : "the handler that waited";
      return `${who} goes on; ${fatesText(told.fates) || "nothing is settled"}`;
    }
  }
}

function handledText(handled: readonly number[]): string {
  return handled.map((n) => `#${n}`).join(", ") || "nothing is handled";
}

function fatesText(fates: readonly RecordFate[]): string {
  return fates.map(({ n, fate }) => `#${n} ${fate}`).join(", ");
}

function lateText(late: Lateness | undefined): string {
  if (!late) return "";
  return late.how === "delay" ? `, delayed by ${late.deliveries}` : `, overtaken for ${late.deliveries}`;
}

function faultText(fault: DeliveryFault | undefined): string {
  if (!fault) return "";
  const where = answerText(fault);
  switch (fault.name) {
    case "slow":
      return ` (dependencies take ${fault.seconds} s)`;
    case "throttle":
      return " (throttled: the function is not called)";
    case "crash":
      return ` (the process ends in call ${fault.call}${where})`;
    case "duplicate":
      return ` (the process ends after call ${fault.call}, before its broker hears of it)`;
    case "deadline":
      return ` (the deadline passes in call ${fault.call}${where})`;
    case "parallel":
      return ` (another process is called in call ${fault.call}${where})`;
    case "expiry":
      return ` (its time expires in call ${fault.call}${where})`;
  }
}

function answerText({ answer }: DeliveryFault): string {
  return answer === 0 ? "" : ` at answer ${answer}`;
}
