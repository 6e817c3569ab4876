import type { Random } from "./random.js";
import { bytesIn, describe, type Recorder } from "./recorder.js";
import { makeName, makeValue } from "./values.js";

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
      "few",
    ]);
    await recorder.step(`headers.${method}(${String(name)}, ${String(value)})`, () => {
      if (method === "append" || method === "set") return headers[method](name, value);
      if (method === "delete" || method === "get" || method === "has") return headers[method](name);
      if (method === "getSetCookie") return headers.getSetCookie();
      if (method === "few") return (headers.append as (name: string) => void)(name);
      if (method === "forEach") {
        const seen: unknown[] = [];
        headers.forEach((value, name) => {
          seen.push([value, name]);
        });
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

const READS = ["text", "json", "arrayBuffer", "bytes", "blob", "formData"] as const;

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
  const how = random.pick(READS);
  await recorder.step(how, () => read(message, how));
  await recorder.step("bodyUsed after", () => message.bodyUsed);
  await recorder.step("again", () => read(message, random.pick(READS)));
  await recorder.step("clone after", () => message.clone() && "cloned");
}

async function read(message: Request | Response, how: (typeof READS)[number]): Promise<unknown> {
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
