import { ORDER_NAMES, type Order } from "../records/behaviour.js";
import { WAY_NAMES } from "../records/middleware.js";

/**
 * A tick has no content except its time, so the time tells a function what to do: each instruction has its own minute,
 * and the milliseconds distinguish ticks with the same instruction.
 */
const FIRST = Date.UTC(2001, 0, 1);
const MINUTE = 60_000;
const WAYS = 16;
const NUMBERS = 256;

let sent = 0;

/** The planned time of a tick with this instruction. */
export function timeOf({ do: name, how, n }: Order): Date {
  const way = how === undefined ? 0 : WAY_NAMES.indexOf(how) + 1;
  const minutes = (ORDER_NAMES.indexOf(name) * WAYS + way) * NUMBERS + (n ?? -1) + 1;
  return new Date(FIRST + minutes * MINUTE + (sent++ % MINUTE));
}

/** The instruction of a tick with this planned time. */
export function orderAt(time: Date | undefined): Order {
  const minutes = Math.floor(((time?.getTime() ?? FIRST) - FIRST) / MINUTE);
  const n = (minutes % NUMBERS) - 1;
  const how = WAY_NAMES[(Math.floor(minutes / NUMBERS) % WAYS) - 1];
  const name = ORDER_NAMES[Math.floor(minutes / NUMBERS / WAYS)] ?? "";
  return { do: name, ...(n >= 0 && { n }), ...(how !== undefined && { how }) };
}

/**
 * The planned time in an id, for sources that do not tell it: their simulators write its milliseconds between two hyphens
 * of the id.
 */
export function timeIn(id: string): Date | undefined {
  const found = /-(\d{12,13})-/.exec(id)?.[1];
  return found === undefined ? undefined : new Date(Number(found));
}

/** A cron expression for a function's name, the same in every process. */
export function cronFor(name: string): string {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + character.charCodeAt(0)) % (60 * 24 * 28);
  return `${hash % 60} ${Math.floor(hash / 60) % 24} ${(Math.floor(hash / 60 / 24) % 28) + 1} 2 *`;
}
