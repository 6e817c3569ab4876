import { type BrokerOptions, createBroker, type RecordOptions } from "onefn/simulator";
import { describe, expect, test } from "vitest";

interface Sent {
  readonly n: number;
  readonly lane?: string;
}
type Answer = ReturnType<BrokerOptions<Sent, Sent, number, readonly string[]>["settle"]>["fates"];

/** A clock that only moves when it is advanced. */
function stillClock() {
  let now = 0;
  const advance = (ms: number) => {
    now += ms;
  };
  return { now: () => now, advance };
}

/** A broker whose function answers by the numbers of a delivery. */
function brokerOf(
  answers: (numbers: readonly number[]) => Answer,
  differences: Partial<BrokerOptions<Sent, Sent, number, Answer>> = {},
  options: RecordOptions<Sent> = {},
) {
  const events: (readonly number[])[] = [];
  const clock = stillClock();
  const deployment = createBroker<Sent, Sent, number, Answer>({
    trigger: "test",
    from: "onefn/test",
    running: { lines: [], close: async () => {} },
    options: { clock, ...options },
    delay: 100,
    accept: (sent, { sequence }) => ({ id: `id-${sequence}`, stored: sent }),
    record: ({ stored }) => stored.n,
    event: (records) => records,
    async invoke(event) {
      events.push(event as readonly number[]);
      return answers(event as readonly number[]);
    },
    settle: (fates) => ({ fates, nativeResult: fates }),
    ...differences,
  });
  const send = (...numbers: readonly number[]) =>
    deployment.send(
      "a",
      numbers.map((n) => ({ n })),
    );
  return { deployment, events, clock, send };
}

const done = (numbers: readonly number[]) => numbers.map(() => "done" as const);
const failing = (numbers: readonly number[]) => numbers.map(() => "again" as const);

describe("a source of records", () => {
  test("delivers a batch that failed as a whole again in halves, and does not count that delivery", async () => {
    const { deployment, events, send } = brokerOf(
      (numbers) => (numbers.includes(2) ? failing(numbers) : done(numbers)),
      {
        settle: (fates) => ({ fates, nativeResult: fates, halved: fates.includes("again") }),
        lanes: () => "shard",
      },
      { maxAttempts: 1 },
    );
    const ids = await send(1, 2, 3);
    await deployment.deliver("a");
    await send(4);
    expect(await deployment.drain("a")).toMatchObject({
      acknowledged: [ids[0], ids[2], "id-4"],
      dead: [ids[1]],
    });
    expect(events).toEqual([[1, 2, 3], [1, 2], [1], [2], [3], [4]]);
  });

  test("hides delivered records for its own delay, or for the one in the answer", async () => {
    const { deployment, clock, send } = brokerOf(
      ([n]) => [n === 1 ? "again" : { after: 10 }],
      {},
      { batchSize: 1 },
    );
    await send(1, 2);
    for (const id of ["id-1", "id-2"]) expect((await deployment.deliver("a")).returned).toEqual([id]);
    clock.advance(10);
    expect((await deployment.deliver("a")).delivered).toEqual(["id-2"]);
    clock.advance(90);
    expect((await deployment.deliver("a")).delivered).toEqual(["id-1"]);
  });

  test("moves a record to the place for dead records after its last attempt", async () => {
    const { deployment, send } = brokerOf(failing, { dead: (place) => `${place}-dead` }, { maxAttempts: 2 });
    await send(1);
    expect(await deployment.drain("a")).toEqual({
      acknowledged: [],
      dead: ["id-1"],
      lost: [],
      repeated: ["id-1"],
      attempts: { "id-1": 2 },
    });
    // A dead record is not given up again.
    for (let times = 0; times < 3; times++) {
      const { delivered, dead } = await deployment.deliver("a-dead");
      expect([delivered, dead]).toEqual([times === 0 ? ["id-1"] : [], []]);
    }
  });

  test("that never delivers again has one attempt, whatever the options say", async () => {
    const { deployment, send } = brokerOf(failing, { attempts: 1 }, { maxAttempts: 5 });
    await send(1);
    expect((await deployment.deliver("a")).dead).toEqual(["id-1"]);
  });

  test("can give up a record at once, and delivers a record without a fate again", async () => {
    const { deployment, send } = brokerOf(() => ["dead"]);
    await send(1, 2);
    expect(await deployment.deliver("a")).toMatchObject({ dead: ["id-1"], returned: ["id-2"] });
  });

  test("keeps a checkpoint: everything from the first failed record on is delivered again", async () => {
    let first = true;
    const { deployment, events, send } = brokerOf((numbers) => {
      const failed = first ? numbers.indexOf(2) : numbers.length;
      first = false;
      return numbers.map((_, index) => (index < failed ? "done" : "again"));
    });
    await send(1, 2, 3);
    expect((await deployment.drain("a")).acknowledged).toEqual(["id-1", "id-2", "id-3"]);
    expect(events).toEqual([
      [1, 2, 3],
      [2, 3],
    ]);
  });

  test("lets no record overtake another of its lane", async () => {
    const { deployment, events } = brokerOf(failing, { lanes: ({ lane }) => lane }, { batchSize: 1 });
    await deployment.send("a", [
      { n: 1, lane: "x" },
      { n: 2, lane: "x" },
      { n: 3, lane: "y" },
      { n: 4 },
      { n: 5 },
    ]);
    for (let times = 0; times < 5; times++) await deployment.deliver("a");
    expect(events).toEqual([[1], [3], [4], [5]]);
  });

  test("continues a lane whose last record is hidden longer than its first", async () => {
    let times = 0;
    const { deployment } = brokerOf(
      (numbers) => (times++ === 0 ? [{ after: 0 }, { after: 50 }] : done(numbers)),
      { lanes: () => "x" },
    );
    await deployment.send("a", [{ n: 1 }, { n: 2 }]);
    expect((await deployment.drain("a")).acknowledged).toEqual(["id-1", "id-2"]);
  });

  test("limits an event by its number of records and its bytes, but to one record at least", async () => {
    const { deployment, events, send } = brokerOf(done, { bytes: 6, batch: 2 }, { batchSize: 3 });
    await send(1, 2, 3, 123456789, 44, 555);
    await deployment.drain("a");
    expect(events).toEqual([[1, 2], [3], [123456789], [44], [555]]);
  });

  test("delivers the records of several places in one event", async () => {
    const { deployment, events } = brokerOf(done, {
      accept: (sent, { to }) => ({ id: `${to}-${sent.n}`, stored: sent }),
    });
    await deployment.send("a", [{ n: 1 }]);
    await deployment.send("b", [{ n: 2 }]);
    expect((await deployment.deliver(["a", "b"])).acknowledged).toEqual(["a-1", "b-2"]);
    expect(events).toEqual([[1, 2]]);
  });

  test("keeps a record that it has seen before only once, under its first id", async () => {
    const { deployment, send } = brokerOf(done, {
      accept: (sent, { sequence }) => (sequence === 1 ? { id: "first", stored: sent } : { id: "first" }),
    });
    expect(await send(1, 1)).toEqual(["first", "first"]);
    expect((await deployment.drain("a")).attempts).toEqual({ first: 1 });
  });

  test("settles by the answer to a replaced event", async () => {
    const { deployment, send } = brokerOf((numbers) => (numbers.includes(9) ? failing([1]) : done([1])));
    await send(1);
    expect((await deployment.deliver("a", () => [9])).returned).toEqual(["id-1"]);
  });

  test("throws if its clock never moves, because draining would never end", async () => {
    const clock = { now: () => 5, advance() {} };
    const { deployment, send } = brokerOf(failing, {}, { clock });
    await send(1);
    await expect(deployment.drain("a")).rejects.toMatchObject({ code: "ONEFN_INVALID_OPTION" });
  });
});

describe("a report", () => {
  test("names the records that came before, even if that delivery did not count", async () => {
    const { deployment, clock, send } = brokerOf(failing, {
      settle: (fates) => ({ fates, nativeResult: fates, halved: true }),
    });
    const [first] = await send(1, 2);
    expect((await deployment.deliver("a")).repeated).toEqual([]);
    clock.advance(100);
    expect((await deployment.deliver("a")).repeated).toEqual([first]);
  });

  test("names the dead records that are gone, because the source keeps none", async () => {
    const keeping = brokerOf(failing, { dead: (place) => `${place}-dead` });
    const [kept] = await keeping.send(1);
    expect(await keeping.deployment.drain("a")).toMatchObject({ dead: [kept], lost: [], repeated: [kept] });
    expect(await keeping.deployment.deliver("a-dead")).toMatchObject({ delivered: [kept], repeated: [] });
    const dropping = brokerOf(failing);
    const [gone] = await dropping.send(1);
    expect(await dropping.deployment.drain("a")).toMatchObject({ dead: [gone], lost: [gone] });
  });
});
