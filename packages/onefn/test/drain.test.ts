import { drainQueue } from "onefn/simulator";
import { expect, test } from "vitest";

const nothing = { delivered: [], acknowledged: [], returned: [], dead: [] };

/** A queue with one message, which is visible again at a time; it is delivered at the second call. */
function queueUntil(time: number) {
  let size = 1;
  let calls = 0;
  const deliver = async () => {
    if (++calls === 1) return nothing;
    size = 0;
    return { ...nothing, delivered: ["a"], acknowledged: ["a"] };
  };
  const queue = {
    get size() {
      return size;
    },
    nextVisibleAt: () => time,
  };
  return { queue, deliver };
}

test("what has become visible meanwhile is delivered, without the clock being moved", async () => {
  const { queue, deliver } = queueUntil(5);
  const clock = { now: () => 5, advance: () => expect.unreachable() };
  expect(await drainQueue(queue, deliver, clock, "[test]")).toEqual({
    acknowledged: ["a"],
    dead: [],
    attempts: { a: 1 },
  });
});

test("a clock that does not advance is an error, since it would never end", async () => {
  const { queue, deliver } = queueUntil(6);
  const clock = { now: () => 5, advance() {} };
  await expect(drainQueue(queue, deliver, clock, "[test]")).rejects.toMatchObject({
    code: "ONEFN_INVALID_OPTION",
  });
});
