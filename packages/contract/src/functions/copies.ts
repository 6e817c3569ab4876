import type { Context, HttpContext, Message } from "onefn";

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

const MESSAGE: Readonly<Record<keyof Message, true>> = {
  specversion: true,
  id: true,
  source: true,
  type: true,
  subject: true,
  time: true,
  datacontenttype: true,
  data: true,
  extensions: true,
  attributes: true,
  attempt: true,
  key: true,
  enqueuedAt: true,
};

/** What JSON has nothing to say of. */
const UNTOLD = ["signal", "log"];

type Members = Readonly<Record<string, unknown>>;

/** What lacks in each copy of a handler's input or context, by the way of copying; a copy that throws lacks nothing. */
export type Lacking = Readonly<Record<string, readonly string[]>>;

/** What lacks in copies of a context. */
export function lackingInContext(context: Context): Lacking {
  return lackingIn(context, CONTEXT);
}

/** What lacks in copies of an http context. */
export function lackingInHttpContext(context: HttpContext): Lacking {
  return lackingIn(context, HTTP_CONTEXT);
}

/** What lacks in copies of a message. */
export function lackingInMessage(message: Message): Lacking {
  return lackingIn(message, MESSAGE);
}

function lackingIn(value: object, members: Readonly<Record<string, true>>): Lacking {
  const names = Object.keys(members);
  const original = value as Members;
  const told = names.filter(
    (name) => !UNTOLD.includes(name) && JSON.stringify(shown(original[name])) !== undefined,
  );
  return {
    spread: lost(names, original, () => ({ ...value })),
    assigned: lost(names, original, () => Object.assign({}, value)),
    cloned: lost(names, original, () => structuredClone(value)),
    listed: names.filter((name) => !Object.keys(value).includes(name)),
    printed: names.filter((name) => !(name in printed(value))),
    json: told.filter((name) => !(name in JSON.parse(JSON.stringify(value)))),
  };
}

/** The native event is not for JSON. */
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

/** Objects and functions may be made at each read. */
function isSame(one: unknown, other: unknown): boolean {
  return Object(other) === other ? typeof one === typeof other : Object.is(one, other);
}

/** What `console.log` shows: Node's way, which the other runtimes know, too. */
function printed(value: object): object {
  const inspect: unknown = Reflect.get(value, Symbol.for("nodejs.util.inspect.custom"));
  return typeof inspect === "function" ? (inspect.call(value, 2, {}) as object) : { ...value };
}
