import { HttpError } from "onefn";
import type { Deployment } from "onefn/simulator";
import { type CallKind, type CallKindName, callKinds } from "./call-kinds.js";
import { parsed } from "./log.js";
import { chosenWire, onlyPost, refuse, reported } from "./posted.js";
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
  onlyPost(request, noun);
  const placed = Object.entries(served.of(kind)).map(([name, fn]) => [placeOf(name, fn), name] as const);
  const [, own] = placed.find(([each]) => each === place) ?? [];
  if (own === undefined) {
    const places = placed.map(([each]) => each);
    throw new HttpError(404, `No function takes these ${path}. Known: ${places.join(", ") || "none"}.`);
  }
  const [name, wire] = chosenWire(request, path, wiresTo(kind, place, wires));
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
  return reported(name, report);
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
