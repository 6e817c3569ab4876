import type { RpcAnswer } from "./host.js";

/**
 * Calls a method as a service binding does: only a method of the class is reached, input and output are copied, and
 * so are all members of an error, but not its stack.
 * @see https://developers.cloudflare.com/workers/runtime-apis/rpc/
 */
export async function callMethod(create: () => object, method: string, input: unknown): Promise<RpcAnswer> {
  try {
    const target = create();
    const { [method]: found } = methodsOf(target);
    if (typeof found !== "function")
      throw new TypeError(`The RPC receiver does not implement the method "${method}".`);
    return { output: structuredClone(await found.call(target, structuredClone(input))) };
  } catch (error) {
    const { name, message } = Object(error) as Error;
    return {
      error: { ...structuredClone({ ...Object(error) }), name: `${name ?? "Error"}`, message: `${message}` },
    };
  }
}

/** What the class itself has, without `constructor`. */
function methodsOf(target: object): Readonly<Record<string, unknown>> {
  const prototype = Object.getPrototypeOf(target);
  const names = Object.getOwnPropertyNames(prototype).filter((name) => name !== "constructor");
  return Object.assign(Object.create(null), Object.fromEntries(names.map((name) => [name, prototype[name]])));
}
