import { HttpError } from "onefn";
import type {
  CallDeployment,
  IdentityCaller,
  IdentityReply,
  OutgoingHook,
  OutgoingRecord,
  TaskCaller,
  TaskReply,
  TransformCaller,
  TransformReply,
  Wire,
} from "onefn/simulator";
import { isObject } from "./kinds.js";
import type { Functions } from "./load.js";

type Fn = Functions[string];

/** The kinds whose caller waits for an answer that is no response. */
export type CallKindName = "task" | "transform" | "identity";

/** How a function of one kind is called from the page, or by a POST to `/_onefn/<path>/<place>`. */
export interface CallKind<Deployment> {
  readonly path: string;
  /** What is sent, in a word. */
  readonly noun: string;
  /** Where a function is reached: by a task's name, a transform's stream, a hook's moment. */
  placeOf(name: string, fn: Fn): string;
  /** A short description of what a function claims. */
  claimOf(name: string, fn: Fn): string;
  /** Whether each function is deployed by itself, as where a call does not say which of several it is for. */
  readonly isAlone?: true;
  /** Whether a wire ever calls at this place. Default: every wire of the kind does. */
  reaches?(wire: Wire, place: string): boolean;
  /** The initial value of the page's form, unless the module has a sample. */
  readonly sample: string;
  /** Calls the function with a request's body, and returns what its caller gets. */
  call(deployment: Deployment, place: string, body: string): Promise<object>;
}

interface Deployments {
  readonly task: CallDeployment<unknown, TaskReply, TaskCaller>;
  readonly transform: CallDeployment<readonly OutgoingRecord[], TransformReply, TransformCaller>;
  readonly identity: CallDeployment<OutgoingHook, IdentityReply, IdentityCaller>;
}

// A transform without `from` takes the records of every stream.
const streamOf = (name: string, { trigger }: Fn) =>
  (trigger as { readonly from?: string | undefined }).from ?? name;
const momentOf = ({ trigger }: Fn) => (trigger as { readonly on: OutgoingHook["on"] }).on;

/** How functions of each such kind are called in development. */
export const callKinds: { readonly [Kind in CallKindName]: CallKind<Deployments[Kind]> } = {
  task: {
    path: "tasks",
    noun: "input",
    isAlone: true,
    placeOf: (name, fn) => fn.name ?? name,
    claimOf: (name, fn) => `called as ${fn.name ?? name}`,
    sample: "{}",
    call: (deployment, name, body) => deployment.send(jsonOf(body, "the task's input"), { name }),
  },
  transform: {
    path: "transforms",
    noun: "record",
    placeOf: streamOf,
    claimOf: (name, fn) => `from ${streamOf(name, fn)}`,
    sample: "{}",
    async call(deployment, from, body) {
      const { results, error } = await deployment.send([{ record: jsonOrText(body) }], { from });
      const [result = {}] = results;
      return {
        ...result,
        ...("value" in result && { value: readable(result.value) }),
        ...(error && { error }),
      };
    },
  },
  identity: {
    path: "hooks",
    noun: "hook",
    placeOf: (_, fn) => momentOf(fn),
    claimOf: (_, fn) => `asked on ${momentOf(fn)}`,
    reaches: (wire, on) => wire.kind === "identity" && wire.moments.some((each) => each === on),
    sample: JSON.stringify({ user: { email: "ada@example.com" } }, null, 2),
    call: (deployment, on, body) => deployment.send({ ...hookOf(body), on: on as OutgoingHook["on"] }),
  },
};

/** Whether functions of a kind are called for an answer. */
export function isCallKind(kind: string): kind is CallKindName {
  return Object.hasOwn(callKinds, kind);
}

function jsonOf(body: string, what: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new HttpError(400, `Send ${what} as JSON.`);
  }
}

function jsonOrText(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** Who asks, from JSON. Nothing: somebody. */
function hookOf(body: string): Omit<OutgoingHook, "on"> {
  const given = body.trim() === "" ? {} : jsonOrText(body);
  if (isObject(given)) {
    const { user = {} } = given as { readonly user?: unknown };
    if (isObject(user)) return given as Omit<OutgoingHook, "on">;
  }
  throw new HttpError(
    400,
    'Send who asks as JSON, such as {"user":{"email":"ada@example.com"}}, or with authorize {"credentials":"Bearer ..."}.',
  );
}

/** A value as its source passes it on: bytes are JSON or text, mostly. */
function readable(value: unknown): unknown {
  return value instanceof Uint8Array ? jsonOrText(new TextDecoder().decode(value)) : value;
}
