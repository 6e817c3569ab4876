import { HttpError, OnefnError, text } from "onefn";
import type { Deployment } from "onefn/simulator";
import { askedWire, unknownWire, WIRE_HEADER } from "./asked-wire.js";
import { type CallKind, type CallKindName, callKinds } from "./call-kinds.js";
import { parsed } from "./log.js";
import type { Served } from "./served.js";
import type { ServedWire, Wires } from "./wires.js";

/** What `call` works with. */
interface Calling {
  readonly served: Served;
  readonly wires: Wires;
  readonly began: (what: string) => void;
}

/** Calls a function with a request's body through a wire of its kind, and reports what its caller gets. */
export async function call(
  request: Request,
  kind: CallKindName,
  place: string,
  { served, wires, began }: Calling,
): Promise<Response> {
  const { noun, path, placeOf, isAlone, call: send } = callKinds[kind] as CallKind<Deployment>;
  if (request.method !== "POST") {
    const headers = { allow: "POST" };
    throw new HttpError(405, `Use POST. The request's body is the ${noun}.`, { headers });
  }
  const placed = Object.entries(served.of(kind)).map(([name, fn]) => [placeOf(name, fn), name] as const);
  const [, own] = placed.find(([each]) => each === place) ?? [];
  if (own === undefined) {
    const places = placed.map(([each]) => each);
    throw new HttpError(404, `No function takes these ${path}. Known: ${places.join(", ") || "none"}.`);
  }
  const able = wiresTo(kind, place, wires);
  const asked = askedWire(request.headers.get(WIRE_HEADER), request.url);
  const name = asked ?? able.keys().next().value;
  const wire = name === undefined ? undefined : able.get(name);
  if (!name || !wire) throw unknownWire(path, name ?? "", [...able.keys()]);
  began(`the ${noun} of ${place} through ${name}`);
  const body = await request.text();
  const report = await wire.use(
    async (deployment) => {
      const before = deployment.lines.length;
      const reply = await send(deployment, place, body).catch(refuse);
      return { ...reply, log: deployment.lines.slice(before).map(parsed) };
    },
    isAlone ? own : undefined,
  );
  // Indented, because people read it.
  return text(`${JSON.stringify({ wire: name, ...report }, null, 2)}\n`, {
    headers: { "content-type": "application/json", "x-onefn-wire": name },
  });
}

/** The wires that call a function at a place: an authorizer, for one, is asked about no sign-up. */
export function wiresTo(
  kind: CallKindName,
  place: string,
  wires: Wires,
): ReadonlyMap<string, ServedWire<Deployment>> {
  const { reaches = () => true } = callKinds[kind];
  const all = wires.of(kind) as ReadonlyMap<string, ServedWire<Deployment>>;
  return new Map([...all].filter(([, { wire }]) => reaches(wire, place)));
}

/** What the source would not send, such as a record that is too large: its error says why. */
function refuse(error: unknown): never {
  throw error instanceof OnefnError ? new HttpError(400, error.message) : error;
}
