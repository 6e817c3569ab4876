import { looksOf } from "./looks.js";
import type { Random } from "./random.js";
import { bytesIn, describe, type Recorder } from "./recorder.js";
import { makeName, makeValue } from "./values.js";

const HEADERS_MEMBERS = ["append", "set", "delete", "get", "has", "forEach", "getSetCookie", "keys"] as const;

/** Calls a member with fewer arguments than it needs, or on another object than its own. */
function misuse(object: object, members: readonly string[], random: Random, how: "few" | "borrow"): unknown {
  const member = random.pick(members);
  const method = (object as Record<string, unknown>)[member] as (...args: unknown[]) => unknown;
  if (how === "borrow") return method.call(random.pick([{}, new Map(), undefined]), "a", "b");
  return method.call(object);
}

function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value);
}

/** Calls members of Headers at random. */
export async function changeHeaders(
  headers: Headers,
  random: Random,
  recorder: Recorder,
  steps: number,
): Promise<void> {
  for (let index = 0; index < steps; index++) {
    const name = makeName(random) as string;
    const value = makeValue(random) as string;
    const method = random.pick([
      "append",
      "set",
      "delete",
      "get",
      "has",
      "getSetCookie",
      "forEach",
      "iterate",
      "next",
      "few",
      "borrow",
    ]);
    await recorder.step(`headers.${method}(${String(name)}, ${String(value)})`, () => {
      if (method === "append" || method === "set") return headers[method](name, value);
      if (method === "delete" || method === "get" || method === "has") return headers[method](name);
      if (method === "getSetCookie") return headers.getSetCookie();
      if (method === "few" || method === "borrow") return misuse(headers, HEADERS_MEMBERS, random, method);
      if (method === "next") {
        const iterator = headers[random.pick(["entries", "keys", "values"] as const)]();
        return [tagOf(iterator), iterator.next(), tagOf(iterator[Symbol.iterator]())];
      }
      if (method === "forEach") {
        const seen: unknown[] = [];
        headers.forEach(function (this: unknown, value, name, all) {
          seen.push([value, name, all === headers, this]);
        }, String(name));
        return seen;
      }
      const seen: unknown[] = [];
      for (const pair of headers) {
        seen.push(pair);
        if (seen.length === 1) headers.delete("x-a");
        if (seen.length === 2) headers.append("zz", "new");
      }
      return seen;
    });
  }
  await recorder.step("headers", () => [...headers]);
  await recorder.step("headers.keys", () => [
    [...headers.keys()],
    [...headers.values()],
    [...headers.entries()],
  ]);
}

const METHODS = ["text", "json", "arrayBuffer", "bytes", "blob", "formData"] as const;
const READS = [...METHODS, "iterate", "reader", "tee", "pipe"] as const;

/** Reads, clones and cancels a body at random. */
export async function callBody(
  message: Request | Response,
  random: Random,
  recorder: Recorder,
): Promise<void> {
  if (random.chance(0.3)) await changeHeaders(message.headers, random, recorder, 2);
  await recorder.step("headers", () => [...message.headers]);
  if (random.chance(0.3))
    await recorder.step(
      "body",
      () => message.body && [message.body.locked, new Set([message.body, message.body]).size],
    );
  if (random.chance(0.1)) await recorder.step("cancel", () => message.body?.cancel());
  if (random.chance(0.1)) await recorder.step("getReader", () => message.body?.getReader() && "reader");
  let copy: Request | Response | undefined;
  if (random.chance(0.4)) {
    const [first, second] = [random.pick(READS), random.pick(READS)];
    copy = await recorder.step("clone", () => message.clone() as Request | Response);
    if (copy) {
      const cloned = copy;
      await recorder.step("clone.headers", () => [...cloned.headers]);
      const both = Promise.allSettled([read(cloned, first), read(message, second)]);
      await recorder.step(`clone.${first}, ${second}`, async () =>
        (await both).map((one) =>
          one.status === "fulfilled" ? describe(one.value) : one.reason?.constructor?.name,
        ),
      );
    }
  }
  if (random.chance(0.2)) {
    const how = random.pick(["few", "borrow"] as const);
    await recorder.step(how, () =>
      misuse(message, [...METHODS.filter((name) => name in message), "clone"], random, how),
    );
  }
  await recorder.step("looks", () => looksOf(message));
  const how = random.pick(READS);
  await recorder.step(how, () => read(message, how));
  await recorder.step("bodyUsed after", () => message.bodyUsed);
  await recorder.step("again", () => read(message, random.pick(READS)));
  await recorder.step("clone after", () => message.clone() && "cloned");
}

async function read(message: Request | Response, how: (typeof READS)[number]): Promise<unknown> {
  const { body } = message;
  if (how === "iterate") return body && bytesOf(body);
  if (how === "tee") return body && Promise.all(body.tee().map(bytesOf));
  if (how === "pipe") return body && bytesOf(body.pipeThrough(new TransformStream()));
  if (how === "reader") {
    const reader = body?.getReader();
    const first = await reader?.read();
    reader?.releaseLock();
    return [first?.done, message.bodyUsed, body?.locked];
  }
  const value = await (message as unknown as Record<string, () => Promise<unknown>>)[how]?.();
  if (value instanceof Blob) return { type: value.type, bytes: bytesIn(await value.arrayBuffer()) };
  if (Object.prototype.toString.call(value) === "[object FormData]") {
    return Promise.all(
      [...(value as FormData)].map(async ([name, part]) => [
        name,
        typeof part === "string" ? part : [part.name, part.type, await part.text()],
      ]),
    );
  }
  return value;
}

/** The bytes of a stream, however it cuts them. */
async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces).toString("latin1");
}
