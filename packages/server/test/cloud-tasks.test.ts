import { type Message, type MessageResult, message, reject, retry } from "onefn";
import type { AdaptOptions } from "onefn/provider";
import { findWire } from "onefn/simulator";
import { describe, expect, it } from "vitest";
import { adapt, type ServerOptions } from "../src/index.js";
import { cloudTask, pubsubPush, pubsubPushUnwrapped, simulator } from "../src/simulator/index.js";

const platform = { events: { verify: "platform" }, log: () => {} } as const;

/** A clock that moves only when it is told to. */
function manualClock() {
  let now = Date.parse("2026-03-01T00:00:00Z");
  return {
    now: () => now,
    advance(ms: number) {
      now += ms;
    },
  };
}

const requestOf = (task: ReturnType<typeof cloudTask>, headers: Readonly<Record<string, string>> = {}) =>
  new Request("https://shop.example/", {
    method: "POST",
    ...task,
    headers: { ...task.headers, ...headers },
  });

/** What a function that takes every task got of a request. */
async function taken(request: Request): Promise<Message<Uint8Array> | undefined> {
  let got: Message<Uint8Array> | undefined;
  const fn = message({ as: "bytes" }, (each) => {
    got = each;
  });
  expect((await adapt(fn, platform).fetch(request)).status).toBe(204);
  return got;
}

describe("a task", () => {
  it("is a message of its queue, with the headers that its creator has set as attributes", async () => {
    const task = cloudTask({
      body: Uint8Array.of(0xff, 0),
      contentType: "image/png",
      attributes: { tenant: "a" },
    });
    const got = await taken(requestOf(task, { "x-cloudtasks-taskretrycount": "2" }));
    expect(got).toMatchObject({
      id: task.headers["x-cloudtasks-taskname"],
      source: "//cloudtasks.googleapis.com/queues/orders",
      datacontenttype: "image/png",
      data: Uint8Array.of(0xff, 0),
      attributes: { tenant: "a" },
      attempt: 3,
      key: undefined,
      enqueuedAt: undefined,
      time: undefined,
    });
  });

  it("counts what never reached the function and was answered with a 5xx", async () => {
    const counts = { "x-cloudtasks-taskretrycount": "4", "x-cloudtasks-taskexecutioncount": "0" };
    expect((await taken(requestOf(cloudTask("x"), counts)))?.attempt).toBe(5);
  });

  it("says nothing of its attempt where the header is none", async () => {
    const count = { "x-cloudtasks-taskretrycount": "many" };
    expect((await taken(requestOf(cloudTask("x"), count)))?.attempt).toBeUndefined();
  });

  it.each(["GET", "DELETE", "PUT"])("may be a %s without a body", async (method) => {
    const { headers } = cloudTask("");
    const got = await taken(new Request("https://shop.example/", { method, headers }));
    expect(got?.data).toEqual(new Uint8Array());
  });

  it("is one, even if its body looks like a push of Pub/Sub's", async () => {
    const body = JSON.stringify(pubsubPush({ body: "inner" }));
    const got = await taken(requestOf(cloudTask({ body, contentType: "application/json" })));
    expect(Buffer.from(got?.data ?? []).toString()).toBe(body);
  });
});

describe("the option events", () => {
  it("takes tasks where their trigger is named, and nowhere else", async () => {
    const verify = "platform";
    const events = [
      { path: "/tasks", triggers: ["cloud-tasks"], verify },
      { path: "/push", triggers: ["pubsub", "pubsub-unwrapped"], verify },
    ] as const;
    const app = adapt(
      message(() => {}),
      { ...platform, events },
    );
    const statusOn = async (path: string, written: ReturnType<typeof cloudTask>) => {
      const request = new Request(`https://shop.example${path}`, { method: "POST", ...written });
      return (await app.fetch(request)).status;
    };
    const [task, push] = [cloudTask("x"), pubsubPushUnwrapped("x")];
    expect([await statusOn("/tasks", task), await statusOn("/push", task)]).toEqual([204, 500]);
    expect([await statusOn("/push", push), await statusOn("/tasks", push)]).toEqual([204, 500]);
  });
});

describe("the answer to a task that fails", () => {
  const answer = async (handler: () => MessageResult, options = {}) => {
    const { status, headers } = await adapt(message(handler), { ...platform, ...options }).fetch(
      requestOf(cloudTask("x")),
    );
    return [status, headers.get("retry-after")];
  };

  it("is 500, without a word of when to come again", async () => {
    expect(await answer(() => retry({ after: 30 }))).toEqual([500, null]);
    expect(await answer(() => reject())).toEqual([500, null]);
  });

  it("has Retry-After with the option throttleQueue, where the function says how long", async () => {
    const option = { throttleQueue: true };
    expect(await answer(() => retry({ after: 1.2 }), option)).toEqual([503, "2"]);
    expect(await answer(() => retry(), option)).toEqual([500, null]);
    expect(await answer(() => reject(), option)).toEqual([500, null]);
    const failing = () => {
      throw new Error("fails");
    };
    expect(await answer(failing, option)).toEqual([500, null]);
  });

  it("is refused at start for an option that is neither true nor false", () => {
    expect(() =>
      adapt(
        message(() => {}),
        { throttleQueue: 30 as never },
      ),
    ).toThrow(expect.objectContaining({ code: "ONEFN_INVALID_OPTION" }));
  });
});

describe("a simulated queue", () => {
  const deploy = (options: AdaptOptions & ServerOptions) => {
    const clock = manualClock();
    const slow = message({ from: "orders" }, ({ data, attempt }) =>
      data === "slow" && attempt === 1 ? retry({ after: 60 }) : undefined,
    );
    const wire = findWire(simulator, "message", "cloud-tasks");
    return wire.deploy(() => slow, { clock, adapt: options });
  };

  it("waits as a whole if it is told to, which is why nobody is told by default", async () => {
    for (const [throttleQueue, done] of [
      [false, ["quick"]],
      [true, []],
    ] as const) {
      const queue = await deploy({ throttleQueue });
      // A queue keeps no order: the one that was sent last is dispatched first.
      const [quick = "", slow = ""] = await queue.send("orders", [{ body: "quick" }, { body: "slow" }]);
      expect((await queue.deliver("orders")).returned).toEqual([slow]);
      expect((await queue.deliver("orders")).acknowledged).toEqual(done.map(() => quick));
      expect((await queue.drain("orders")).acknowledged).toContain(slow);
      await queue.close();
    }
  });

  it("deletes what has failed too often, and keeps it nowhere", async () => {
    const queue = await findWire(simulator, "message", "cloud-tasks").deploy(
      () => message({ from: "orders" }, () => reject()),
      { maxAttempts: 2 },
    );
    const ids = await queue.send("orders", [{ body: "x" }]);
    const { dead, lost, attempts } = await queue.drain("orders");
    expect([dead, lost, attempts]).toEqual([ids, ids, { [ids[0] as string]: 2 }]);
    await queue.close();
  });
});
