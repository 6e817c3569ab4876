import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { eventWires } from "./deliveries.js";
import { exceptions } from "./exceptions.js";
import { allRecorded, describeRecorded, type Entry, type Native, unlisted } from "./recorded.js";

/** How many handlers' calls an event makes; none where it fails. */
const callsBy = (wire: (typeof eventWires)[number], event: Native): Promise<number> =>
  wire.deliver(event).catch(() => 0);

describeRecorded("every recorded event", () => {
  // What CloudFormation is told is put to a signed URL.
  beforeAll(() => void vi.stubGlobal("fetch", async () => new Response()));
  afterAll(() => void vi.unstubAllGlobals());

  const events = allRecorded();
  const exceptionFor = ({ file, variant }: Entry) =>
    exceptions.find(({ files }) => files.test(`${file} ${variant}`));
  const rows = (isException: boolean) =>
    events
      .filter(([entry]) => (exceptionFor(entry) !== undefined) === isException)
      .map(([entry, event]) => [entry.file, entry, event] as const);

  it.each(rows(false))("%s is taken by its wire", async (_, entry: Entry, event: Native) => {
    const [wire, ...others] = eventWires.filter(({ holds }) => holds(entry));
    expect(others, "the file is of one wire").toEqual([]);
    expect(wire, "the file is of no wire, nor among the exceptions").toBeDefined();
    const before = structuredClone(event);
    expect(await wire?.deliver(event)).toBeGreaterThan(0);
    expect(event).toEqual(before);
  });

  it.each(rows(true))("%s is still taken by no wire", async (_, { provider }: Entry, event: Native) => {
    const own = eventWires.filter(({ entry, takesAnything }) => !takesAnything && isOf(provider, entry));
    const taking: string[] = [];
    for (const wire of event === undefined ? [] : own) {
      if ((await callsBy(wire, event)) > 0) taking.push(wire.entry);
    }
    expect(taking, "take it: remove the exception").toEqual([]);
  });

  it.each(exceptions)("is there for the exception: $why", (exception) => {
    expect(events.some(([entry]) => exceptionFor(entry) === exception)).toBe(true);
  });

  it("is in the index", () => {
    expect(unlisted()).toEqual([]);
  });
});

/** CloudEvents come to servers. */
function isOf(provider: string, entry: string): boolean {
  return entry.startsWith(`@onefn/${provider === "cloudevents" ? "server" : provider}/`);
}
