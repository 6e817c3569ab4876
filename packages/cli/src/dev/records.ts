import { HttpError } from "onefn";
import type { RecordDeployment, RecordKindName } from "onefn/simulator";
import { type RecordKind, recordKinds } from "./kinds.js";
import { type DevLog, parsed } from "./log.js";
import { chosenWire, onlyPost, refuse, reported } from "./posted.js";
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
  onlyPost(request, noun);
  const places = Object.entries(served.of(kind)).flatMap(([name, fn]) => placesOf(name, fn));
  if (!places.includes(from)) {
    throw new HttpError(404, `No function takes these ${path}. Known: ${places.join(", ") || "none"}.`);
  }
  const able = wires.of(kind) as ReadonlyMap<string, ServedWire<RecordDeployment<unknown>>>;
  const [name, wire] = chosenWire(request, path, able);
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
    const attempts = report.attempts[id] === 1 ? "1 attempt" : `${report.attempts[id]} attempts`;
    log(`[onefn] dev: ${noun} ${id} of ${from} is dead after ${attempts}: ${report.reasons[id]}`, "error");
  }
  return reported(name, report);
}

/** Why a record is dead: the adapter's last log line about it, without the place. */
function reasonOf(id: string, lines: readonly string[]): string {
  const told = lines
    .map((line): Told => Object(parsed(line)))
    .filter(({ message }) => typeof message === "string");
  const line =
    told.findLast(({ message }) => message.includes(`(id ${id}): `)) ??
    // A record that the adapter cannot read has no id, and one that no function claims is not named.
    told.findLast(({ code, message }) => /^ONEFN_/.test(`${code}`) && !/\(id (?!unknown\))/.test(message));
  return line?.message.replace(/^.*?\(id [^)]*\): /s, "") ?? "the handler returned retry() each time.";
}

/** A line of a log. Only the adapter's own have a code that begins with `ONEFN_`. */
interface Told {
  readonly message: string;
  readonly code?: unknown;
}
