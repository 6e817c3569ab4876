import { type Change, change, type StorageNotification, storage } from "onefn";
import { adapt, type GcpOptions } from "../../src/index.js";

/** What a function has seen of an event that it got by the signature `cloudevent`, and what was logged. */
export interface Seen<Input> {
  readonly seen: readonly Input[];
  readonly log: string;
  readonly failed: boolean;
}

const PLATFORM = { events: { verify: "platform" } } as const;

async function given<Input>(
  make: (keep: (input: Input) => void) => Parameters<typeof adapt>[0],
  event: unknown,
  options: GcpOptions,
): Promise<Seen<Input>> {
  const seen: Input[] = [];
  const lines: string[] = [];
  const handler = adapt(make((input) => void seen.push(input)) as never, {
    ...PLATFORM,
    log: (line) => void lines.push(line),
    ...options,
  });
  let failed = false;
  try {
    await handler(event as object);
  } catch {
    failed = true;
  }
  return { seen, log: lines.join("\n"), failed };
}

/** What a change function sees of an event. */
export function changeOf(
  event: unknown,
  options: { readonly table?: string; readonly numbers?: "exact" | "string" } = {},
  adapted: GcpOptions = {},
): Promise<Seen<Change>> {
  return given<Change>((keep) => change(options, keep), event, adapted);
}

/** What a storage function sees of an event. */
export function notificationOf(event: unknown, adapted: GcpOptions = {}): Promise<Seen<StorageNotification>> {
  return given<StorageNotification>((keep) => storage(keep), event, adapted);
}
