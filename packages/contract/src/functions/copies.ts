import type { CloudEvent, Context, HttpContext } from "onefn";

const CONTEXT: Readonly<Record<keyof Context, true>> = {
  provider: true,
  runtime: true,
  functionName: true,
  region: true,
  requestId: true,
  signal: true,
  remainingMs: true,
  waitUntil: true,
  log: true,
  trace: true,
  env: true,
  auth: true,
  platform: true,
};

const HTTP_CONTEXT: Readonly<Record<keyof HttpContext, true>> = { ...CONTEXT, params: true, client: true };

const EVENT: Readonly<Record<keyof CloudEvent, true>> = {
  specversion: true,
  id: true,
  source: true,
  type: true,
  subject: true,
  time: true,
  datacontenttype: true,
  data: true,
  extensions: true,
};

/** The members that a kind adds to those of a CloudEvent. */
export type OwnMembers<Event extends CloudEvent> = Readonly<
  Record<Exclude<keyof Event, keyof CloudEvent>, true>
>;

/** Members that JSON cannot represent. */
const NOT_IN_JSON = ["signal", "log"];

type Members = Readonly<Record<string, unknown>>;

/**
 * The members that are missing in each copy of a handler's input or context, by way of copying. A copy that throws
 * counts as complete.
 */
export type Missing = Readonly<Record<string, readonly string[]>>;

/** The missing members in copies of a context. */
export function missingInContext(context: Context): Missing {
  return missingIn(context, CONTEXT);
}

/** The missing members in copies of an HTTP context. */
export function missingInHttpContext(context: HttpContext): Missing {
  return missingIn(context, HTTP_CONTEXT);
}

/**
 * The missing members in copies of an event.
 *
 * @param own the members that its kind adds to those of a CloudEvent.
 */
export function missingInEvent<Event extends CloudEvent>(event: Event, own: OwnMembers<Event>): Missing {
  return missingIn(event, { ...EVENT, ...own });
}

function missingIn(value: object, members: Readonly<Record<string, true>>): Missing {
  const names = Object.keys(members);
  const original = value as Members;
  const inJson = names.filter(
    (name) => !NOT_IN_JSON.includes(name) && JSON.stringify(shown(original[name])) !== undefined,
  );
  return {
    spread: lost(names, original, () => ({ ...value })),
    assigned: lost(names, original, () => Object.assign({}, value)),
    cloned: lost(names, original, () => structuredClone(value)),
    listed: names.filter((name) => !Object.keys(value).includes(name)),
    printed: names.filter((name) => !(name in printed(value))),
    json: inJson.filter((name) => !(name in JSON.parse(JSON.stringify(value)))),
  };
}

/** The native event is left out of JSON. */
function shown(value: unknown): unknown {
  return typeof value === "object" && value !== null ? {} : value;
}

function lost(names: readonly string[], original: Members, copy: () => object): readonly string[] {
  try {
    const copied = copy() as Members;
    return names.filter((name) => !isSame(copied[name], original[name]));
  } catch {
    return [];
  }
}

/** Objects and functions may be created on each read. */
function isSame(one: unknown, other: unknown): boolean {
  return Object(other) === other ? typeof one === typeof other : Object.is(one, other);
}

/** What `console.log` shows, by Node's protocol, which the other runtimes support too. */
function printed(value: object): object {
  const inspect: unknown = Reflect.get(value, Symbol.for("nodejs.util.inspect.custom"));
  return typeof inspect === "function" ? (inspect.call(value, 2, {}) as object) : { ...value };
}
