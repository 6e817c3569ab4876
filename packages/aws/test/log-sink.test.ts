import { http, json, message } from "onefn";
import { expect, it } from "vitest";
import { adapt } from "../src/index.js";
import { apiGatewayV2, sqs } from "../src/simulator/index.js";

const throwing = {
  get field(): string {
    throw new Error("unreadable");
  },
};
const broken = {
  log: () => {
    throw new Error("the sink is broken");
  },
};

it("answers although the log sink throws", async () => {
  const hello = http((_request, context) => {
    context.log.info("hello");
    return json("hello");
  });
  const event = await apiGatewayV2("GET /");
  expect(await adapt(hello, broken)(event)).toMatchObject({ statusCode: 200, body: '"hello"' });
});

it("acknowledges although a field of a log line throws", async () => {
  const orders = message((_message, context) => context.log.info("got it", throwing));
  expect(await adapt(orders, { log: () => {} })(sqs(["a"]))).toEqual({ batchItemFailures: [] });
});
