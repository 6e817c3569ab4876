import { HttpError, OnefnError, text } from "onefn";
import type { RecordDeployment, RecordKindName } from "onefn/simulator";
import { askedWire, unknownWire, WIRE_HEADER } from "./asked-wire.js";
import { type RecordKind, recordKinds } from "./kinds.js";
import { type DevLog, parsed } from "./log.js";
import type { Served } from "./served.js";
import type { ServedWire, Wires } from "./wires.js";

/** What `deliver` works with. */
interface Delivering {
  readonly served: Served;
  readonly wires: Wires;
  readonly began: (what: string) => void;
  readonly log: DevLog;
}

/** Sends a request's body as a record, delivers it until it is acknowledged or dead, and reports the result. */
export async function deliver(
  request: Request,
  kind: RecordKindName,
  from: string,
  { served, wires, began, log }: Delivering,
): Promise<Response> {
  const { noun, path, placesOf, record }: RecordKind<unknown> = recordKinds[kind];
  if (request.method !== "POST") {
    const headers = { allow: "POST" };
    throw new HttpError(405, `Use POST. The request's body is the ${noun}'s body.`, { headers });
  }
  const places = Object.entries(served.of(kind)).flatMap(([name, fn]) => placesOf(name, fn));
  if (!places.includes(from)) {
    throw new HttpError(404, `No function takes these ${path}. Known: ${places.join(", ") || "none"}.`);
  }
  const able = wires.of(kind) as ReadonlyMap<string, ServedWire<RecordDeployment<unknown>>>;
  const asked = askedWire(request.headers.get(WIRE_HEADER), request.url);
  const name = asked ?? able.keys().next().value;
  const wire = name === undefined ? undefined : able.get(name);
  if (!name || !wire) throw unknownWire(path, name ?? "", [...able.keys()]);
  began(`a ${noun} of ${from} through ${name}`);
  const sent = record(await request.text(), request.headers.get("content-type"));
  const report = await wire.use(async (deployment) => {
    const before = deployment.lines.length;
    const ids = await deployment.send(from, [sent as never]).catch(refuse);
    const { acknowledged, dead, attempts } = await deployment.drain(from);
    const lines = deployment.lines.slice(before);
    const reasons = Object.fromEntries(dead.map((id) => [id, reasonOf(id, lines)]));
    return { sent: ids, acknowledged, dead, attempts, reasons, log: lines.map(parsed) };
  });
  for (const id of report.dead) {
    log(
      `[onefn] dev: ${noun} ${id} of ${from} is dead after ${report.attempts[id]} attempts: ${report.reasons[id]}`,
      "error",
    );
  }
  // Indented, because people read it.
  return text(`${JSON.stringify({ wire: name, ...report }, null, 2)}\n`, {
    headers: { "content-type": "application/json", "x-onefn-wire": name },
  });
}

/** Why a record is dead: the adapter's last log line about it, without the place. */
function reasonOf(id: string, lines: readonly string[]): string {
  const line = lines.findLast((each) => each.includes(`(id ${id}): `));
  const { message } = Object(line === undefined ? undefined : parsed(line)) as { readonly message?: unknown };
  if (typeof message !== "string") return "the handler returned retry() each time.";
  return message.slice(message.indexOf(`(id ${id}): `) + `(id ${id}): `.length);
}

/** A record that the source would not take, such as an empty message: its error says why. */
function refuse(error: unknown): never {
  throw error instanceof OnefnError ? new HttpError(400, error.message) : error;
}
