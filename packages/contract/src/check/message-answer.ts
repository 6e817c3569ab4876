import { OnefnError } from "onefn";
import type { DeliveryReport, MessageDeployment, MessageWire, OutgoingMessage } from "onefn/simulator";
import { type Answer, failureIn } from "./answer.js";

/** Sends one message, has it delivered once, and says what became of it. */
export async function messageAnswer(
  name: string,
  wire: MessageWire,
  deployment: MessageDeployment,
  to: string,
  message: OutgoingMessage,
): Promise<Answer> {
  const before = deployment.lines.length;
  const body = typeof message.body === "string" ? message.body : `${message.body.length} bytes`;
  const input = `${to}: ${body}`;
  try {
    const outcome = await outcomeOf(wire, deployment, to, message);
    const log = outcome === "ack" ? undefined : failureIn(deployment.lines.slice(before));
    return { wire: name, input, parts: { outcome }, log };
  } catch (error) {
    // Every wire refuses in words of its own.
    const reason = error instanceof OnefnError ? error.code : String(error);
    return { wire: name, input, parts: { outcome: `not sent: ${reason}` }, log: String(error) };
  }
}

async function outcomeOf(
  wire: MessageWire,
  deployment: MessageDeployment,
  to: string,
  message: OutgoingMessage,
): Promise<string> {
  const [id = ""] = await deployment.send(to, [message]);
  const report = await deployment.deliver(to);
  if (report.error !== undefined) return `no answer: ${String(report.error)}`;
  return wire.capabilities.reject?.supported === false && !report.acknowledged.includes(id)
    ? "retry, or reject where the provider can"
    : fateOf(id, report);
}

function fateOf(id: string, { acknowledged, returned, dead }: DeliveryReport): string {
  if (acknowledged.includes(id)) return "ack";
  if (dead.includes(id)) return "reject";
  return returned.includes(id) ? "retry" : "lost";
}
