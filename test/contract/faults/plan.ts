/** What happens to a message on its way. */
export type Fault =
  | "none"
  /** Its handler fails once or twice, and then succeeds. */
  | "transient"
  /** Its handler asks for a later delivery once. */
  | "later"
  /** Its handler hangs once, until the deadline. */
  | "hang"
  /** Its handler succeeds, and work that it left behind fails. */
  | "background"
  /** Its handler always fails. */
  | "permanent"
  /** Its handler rejects it. */
  | "rejected"
  /** Its body cannot be read. */
  | "poison"
  /** Its body does not match the schema. */
  | "misfit";

/** Of 1,000 messages, how many have a fault. */
const SHARES: readonly (readonly [Fault, number])[] = [
  ["transient", 60],
  ["later", 20],
  ["hang", 10],
  ["background", 40],
  ["permanent", 20],
  ["rejected", 15],
  ["poison", 20],
  ["misfit", 15],
];

/** Faults that no delivery can heal: the message has to die. */
export const FATAL: ReadonlySet<Fault> = new Set(["permanent", "rejected", "poison", "misfit"]);

/** Faults that another delivery heals. */
export const PASSING: ReadonlySet<Fault> = new Set(["transient", "later", "hang"]);

/** One message of a plan. */
export interface Planned {
  readonly n: number;
  readonly fault: Fault;
  /** How often its handler fails before it succeeds. */
  readonly failures: number;
  /** Messages of one key are in order, where the source keeps it. */
  readonly key: string;
  /** Whether the process is killed while it is handled for the first time. */
  readonly kills: boolean;
}

/** The same messages for the same seed, on every machine. */
export function planOf(count: number, seed: number): readonly Planned[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, n) => {
    const fault = faultAt(random() * 1_000);
    const failures = fault === "transient" ? 1 + Math.floor(random() * 2) : PASSING.has(fault) ? 1 : 0;
    return { n, fault, failures, key: `key-${Math.floor(random() * 20)}`, kills: false };
  });
}

/** Messages without a fault of their own, whose process is killed every hundred messages or so. */
export function killsOf(count: number, seed: number): readonly Planned[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, n) => ({
    n,
    fault: "none",
    failures: 0,
    key: `key-${Math.floor(random() * 20)}`,
    kills: random() < 0.01,
  }));
}

function faultAt(mille: number): Fault {
  let left = mille;
  for (const [fault, share] of SHARES) {
    if (left < share) return fault;
    left -= share;
  }
  return "none";
}

/** Numbers from 0 to 1, by Mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
