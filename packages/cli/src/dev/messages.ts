import { HttpError, OnefnError, text } from "onefn";
import type { Functions } from "./load.js";
import { type DevLog, parsed } from "./log.js";
import { askedWay, unknownWay, WAY_HEADER } from "./way-of.js";
import type { Ways } from "./ways.js";

/** Puts a request's body on a queue, delivers it until it is acknowledged or dead, and reports the result. */
export async function deliver(
  request: Request,
  from: string,
  functions: Functions,
  ways: Ways,
  { began, log }: { readonly began: (what: string) => void; readonly log: DevLog },
): Promise<Response> {
  if (request.method !== "POST") {
    const headers = { allow: "POST" };
    throw new HttpError(405, "Use POST. The request's body is the message's body.", { headers });
  }
  const sources = Object.entries(functions).map(([name, fn]) => sourceOf(name, fn.trigger));
  if (!sources.includes(from)) {
    throw new HttpError(
      404,
      `No function takes messages from this queue. Known: ${sources.join(", ") || "none"}.`,
    );
  }
  const asked = askedWay(request.headers.get(WAY_HEADER), request.url);
  const name = asked ?? ways.message.keys().next().value;
  const way = name === undefined ? undefined : ways.message.get(name);
  if (!name || !way) throw unknownWay("messages", name ?? "", [...ways.message.keys()]);
  began(`a message of ${from} through ${name}`);
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
  // Indented, because people read it.
  return text(`${JSON.stringify({ way: name, ...report }, null, 2)}\n`, {
    headers: { "content-type": "application/json", "x-onefn-way": name },
  });
}

/** Why a message is dead: the adapter's last log line about it, without the place. */
function reasonOf(id: string, lines: readonly string[]): string {
  const line = lines.findLast((each) => each.includes(`(id ${id}): `));
  const { message } = Object(line === undefined ? undefined : parsed(line)) as { readonly message?: unknown };
  if (typeof message !== "string") return "the handler returned retry() each time.";
  return message.slice(message.indexOf(`(id ${id}): `) + `(id ${id}): `.length);
}

/** Answers with the error if the queue refuses the message, such as an empty one. */
function refuse(error: unknown): never {
  throw error instanceof OnefnError ? new HttpError(400, error.message) : error;
}

/** The queue of a message function; without `from` it is the function's name. */
export function sourceOf(name: string, trigger: { readonly from?: string | undefined }): string {
  return trigger.from ?? name;
}
