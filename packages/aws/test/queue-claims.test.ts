import { message } from "onefn";
import { beforeEach, describe, expect, it } from "vitest";
import { adapt } from "../src/message/sqs.js";
import { events } from "./events.js";

const quiet = { log: () => {} };

describe("the function of a queue", () => {
  const from = (queue: string) => events.sqs({ eventSourceARN: `arn:aws:sqs:eu-central-1:1:${queue}` });
  let taken: (string | undefined)[] = [];
  const take = (claim?: string) =>
    message(claim === undefined ? {} : { from: claim }, () => void taken.push(claim));

  beforeEach(() => {
    taken = [];
  });

  it("is found by the queue's name, with or without its .fifo", async () => {
    const handler = adapt({ orders: take("orders"), mails: take("mails") }, quiet);
    await handler(from("mails"));
    await handler(from("orders.fifo"));
    await adapt(take("orders.fifo"), quiet)(from("orders.fifo"));
    expect(taken).toEqual(["mails", "orders", "orders.fifo"]);
    await expect(handler(from("other"))).rejects.toMatchObject({
      code: "ONEFN_NO_FUNCTION",
      message: expect.stringMatching(/"other".*Known: orders, mails\./),
    });
  });

  it("is the one that spells it out, where two queues differ in their .fifo alone", async () => {
    const handler = adapt({ plain: take("orders"), fifo: take("orders.fifo") }, quiet);
    await handler(from("orders"));
    await handler(from("orders.fifo"));
    expect(taken).toEqual(["orders", "orders.fifo"]);
    await expect(async () => adapt(take("orders.fifo"), quiet)(from("orders"))).rejects.toMatchObject({
      code: "ONEFN_NO_FUNCTION",
    });
  });

  it("is one alone only where it claims that queue, or none", async () => {
    await expect(async () => adapt(take("orders"), quiet)(from("payments"))).rejects.toMatchObject({
      code: "ONEFN_NO_FUNCTION",
      message: expect.stringMatching(/"payments".*Known: orders\./),
    });
    await adapt(take(), quiet)(from("payments"));
    expect(taken).toEqual([undefined]);
  });

  it("is the one without a claim for what nobody else claims, and there is one of these", async () => {
    const handler = adapt({ orders: take("orders"), rest: take() }, quiet);
    await handler(from("orders"));
    await handler(from("payments"));
    expect(taken).toEqual(["orders", undefined]);
    expect(() => adapt({ one: take(), other: take() }, quiet)).toThrow(
      /two message functions claim every queue/,
    );
  });
});
