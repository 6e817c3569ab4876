import type { Kit } from "./calls.js";
import type { Random } from "./random.js";
import { type Outcomes, Recorder } from "./recorder.js";

/** What a Request or a Response is like to code that looks it over instead of calling it. */
export function looksOf(message: Request | Response): unknown {
  const { headers, signal, body } = message as Request;
  const members = [
    message.headers === headers,
    (message as Request).signal === signal,
    message.body === body,
  ];
  return {
    text: String(message),
    keys: Object.keys(message),
    listed: [listed(message), listed(headers)],
    json: JSON.stringify(message),
    members,
  };
}

/** What a loop that copies an object's members comes by; undici lists a slip of its own, too. */
function listed(object: object): readonly string[] {
  const names: string[] = [];
  for (const name in object) if (name !== "attribute") names.push(name);
  return names.sort();
}

const MEMBERS = {
  Headers: ["get", "set", "entries"],
  Request: ["method", "url", "headers", "signal", "mode", "body", "bodyUsed"],
  Response: ["status", "statusText", "ok", "type", "url", "headers", "body", "bodyUsed"],
} as const;

/** Calls what needs no instance, or makes one in an unusual way. */
export async function callClasses(kit: Kit, random: Random): Promise<Outcomes> {
  const recorder = new Recorder();
  const name = random.pick(["Headers", "Request", "Response"] as const);
  const Class = kit[name] as unknown as { new (...args: unknown[]): object; (): unknown; prototype: object };
  const args = name === "Request" ? ["http://example.com"] : [];
  const made = new Class(...args);
  const member = random.pick(MEMBERS[name]);
  await recorder.step(`${name}()`, () => Class());
  await recorder.step(`new ${name}()`, () => new Class());
  await recorder.step(`${name}.name`, () => Class.name);
  await recorder.step(`members of ${name}`, () => listed(Class.prototype));
  await recorder.step(`${name} by itself`, () => [made instanceof Class, made.constructor === Class]);
  await recorder.step(`subclass of ${name}`, () => {
    class Mine extends Class {
      readonly own = 1;
    }
    const mine = new Mine(...args);
    return [mine instanceof Class, mine instanceof Mine, `${mine}`, mine.own, Object.keys(mine)];
  });
  await recorder.step(`set ${name}.${member}`, () => {
    (made as Record<string, unknown>)[member] = 1;
  });
  if (name === "Response") {
    const statics = random.pick(["json", "redirect", "error"] as const);
    await recorder.step(`Response.${statics}()`, () => (kit.Response[statics] as () => Response)().status);
  }
  return recorder.outcomes;
}
