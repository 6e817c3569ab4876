import { HttpError, OnefnError, text } from "onefn";
import type { Functions } from "./load.js";
import { type DevLog, parsed } from "./log.js";
import { askedWay, unknownWay, WAY_HEADER } from "./way-of.js";
import type { Ways } from "./ways.js";

/** Puts a request's body on a queue, delivers it until it is acknowledged or dead, and tells what became of it. */
export async function deliver(
  request: Request,
  from: string,
  functions: Functions,
  ways: Ways,
  { began, log }: { readonly began: (what: string) => void; readonly log: DevLog },
): Promise<Response> {
  if (request.method !== "POST") {
    const headers = { allow: "POST" };
    throw new HttpError(405, "Send a message by POST: its body is the message's.", { headers });
  }
  const sources = Object.entries(functions).map(([name, fn]) => sourceOf(name, fn.trigger));
  if (!sources.includes(from)) {
    throw new HttpError(
      404,
      `No function takes messages from there. Known: ${sources.join(", ") || "none"}.`,
    );
  }
  const asked = askedWay(request.headers.get(WAY_HEADER), request.url);
  const name = asked ?? ways.message.keys().next().value;
  const way = name === undefined ? undefined : ways.message.get(name);
  if (!name || !way) throw unknownWay("messages", name ?? "", [...ways.message.keys()]);
  began(`a message of ${from} by way of ${name}`);
  const contentType = request.headers.get("content-type");
  const message = { body: await request.text(), ...(contentType !== null && { contentType }) };
  const report = await way.use(async (deployment) => {
    const before = deployment.lines.length;
    const sent = await deployment.send(from, [message]).catch(refuse);
    const { acknowledged, dead, attempts } = await deployment.drain(from);
    const lines = deployment.lines.slice(before);
    const reasons = Object.fromEntries(dead.map((id) => [id, reasonOf(id, lines)]));
    return { sent, acknowledged, dead, attempts, reasons, log: lines.map(parsed) };
  });
  for (const id of report.dead) {
    log(
      `[onefn] dev: message ${id} of ${from} is dead after ${report.attempts[id]} attempts: ${report.reasons[id]}`,
      "error",
    );
  }
  // People read it.
  return text(`${JSON.stringify({ way: name, ...report }, null, 2)}\n`, {
    headers: { "content-type": "application/json", "x-onefn-way": name },
  });
}

/** Why a message was given up, as the adapter's last line about it says behind its place. */
function reasonOf(id: string, lines: readonly string[]): string {
  const line = lines.findLast((each) => each.includes(`(id ${id}): `));
  const { message } = Object(line === undefined ? undefined : parsed(line)) as { readonly message?: unknown };
  if (typeof message !== "string") return "its handler returned retry() each time.";
  return message.slice(message.indexOf(`(id ${id}): `) + `(id ${id}): `.length);
}

/** A message that the queue would not take, such as an empty one: its error says why. */
function refuse(error: unknown): never {
  throw error instanceof OnefnError ? new HttpError(400, error.message) : error;
}

/** What a message function takes messages from; one without `from` takes those of its own name. */
export function sourceOf(name: string, trigger: { readonly from?: string | undefined }): string {
  return trigger.from ?? name;
}
