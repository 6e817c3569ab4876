import { event, message, type Schema, schedule, TaskError, task } from "onefn";
import { afterEach, describe, expect, it, vi } from "vitest";
import { adapt } from "../src/index.js";
import { destination, eventBridge, scheduler, sqs } from "../src/simulator/index.js";
import { adapt as adaptInvoke } from "../src/task/invoke.js";

/** Accepts an object whose `sku` is a text. */
const Order: Schema<{ readonly sku: string }> = {
  "~standard": {
    version: 1,
    vendor: "test",
    validate: (value) =>
      typeof Object(value).sku === "string"
        ? { value: value as { readonly sku: string } }
        : { issues: [{ message: "not a text", path: ["sku"] }] },
  },
};

const quiet = { log: () => {} };
const context = (functionName: string) =>
  ({ functionName, awsRequestId: "1", invokedFunctionArn: "arn" }) as never;

afterEach(() => vi.unstubAllEnvs());

describe("a task that is invoked directly", () => {
  const echo = task((input) => input);

  it.each([
    ["an object", { sku: "tea" }],
    ["a list", [1, 2]],
    ["a text", "tea"],
    ["null", null],
    ["an event of CodePipeline", { "CodePipeline.job": { id: "1", data: {} } }],
    ["an event of Connect", { Details: { ContactData: {}, Parameters: {} }, Name: "ContactFlowEvent" }],
    ["an event of AppSync", { arguments: {}, info: { fieldName: "order" }, stash: {} }],
    ["an event of Config", { invokingEvent: "{}", ruleParameters: "{}", configRuleName: "r" }],
    ["an event of Lex", { invocationSource: "DialogCodeHook", bot: { name: "b" }, sessionState: {} }],
    [
      "a step of a rotation of Secrets Manager",
      { Step: "createSecret", SecretId: "s", ClientRequestToken: "t" },
    ],
    ["a deployment hook of CodeDeploy", { DeploymentId: "d", LifecycleEventHookExecutionId: "h" }],
    ["the record of a failed invocation", destination({ a: 1 }, { error: { name: "Error", message: "no" } })],
  ])("gets %s as it is, from both entries", async (_, payload) => {
    expect(await adapt(echo, quiet)(payload)).toEqual(payload);
    expect(await adaptInvoke(echo, quiet)(payload)).toEqual(payload);
  });

  it.each([
    ["a queue's messages", sqs([{ body: "{}" }])],
    ["an event of a bus", eventBridge({ type: "order.created", data: {} })],
    ["a request of an HTTP API", { version: "2.0", requestContext: { http: { method: "GET" } } }],
    ["a hook of Cognito", { triggerSource: "PreSignUp_SignUp", request: {}, response: {} }],
    ["an authorizer's request", { type: "TOKEN", methodArn: "arn", authorizationToken: "t" }],
    ["records of a pipe", [{ eventSource: "aws:sqs", body: "{}" }]],
  ])("refuses %s, which are another trigger's", async (_, payload) => {
    const refused = { code: expect.stringMatching(/^ONEFN_(UNKNOWN_EVENT|WRONG_KIND)$/) };
    await expect(adaptInvoke(echo, quiet)(payload)).rejects.toMatchObject(refused);
    await expect(adapt(echo, quiet)(payload)).rejects.toMatchObject(refused);
  });

  it("leaves a ping that keeps the function warm to the adapter", async () => {
    const ran = vi.fn();
    expect(await adapt(task(ran), quiet)({ warmup: true })).toBe("warm");
    expect(ran).not.toHaveBeenCalled();
  });

  it("throws a TaskError itself, with its name and its cause", async () => {
    const error = new TaskError("OutOfStock", "There is no tea.", { cause: new Error("no rows") });
    const failing = task(() => {
      throw error;
    });
    await expect(adapt(failing, quiet)({})).rejects.toBe(error);
    expect([error.name, error.message]).toEqual(["OutOfStock", "There is no tea."]);
  });

  it("throws errors of onefn under their codes, which Step Functions can match", async () => {
    const checked = task({ input: Order }, () => 1n);
    const thrown = async (input: unknown) => adapt(checked, quiet)(input).catch((error: Error) => error);
    expect(await thrown({ sku: 1 })).toMatchObject({
      name: "ONEFN_TASK_INPUT_INVALID",
      message: "the input does not match the schema at sku. Correct the caller.",
    });
    expect(await thrown({ sku: "tea" })).toMatchObject({
      name: "ONEFN_TASK_OUTPUT_INVALID",
      message: "the output cannot be JSON: the value is a bigint, which JSON lacks. Correct the task.",
    });
  });

  it("logs the cause of a TaskError, which Lambda's runtime leaves out", async () => {
    const lines: string[] = [];
    const failing = task(() => {
      throw new TaskError("OutOfStock", "There is no tea.", { cause: new Error("no rows") });
    });
    const log = (line: string) => void lines.push(line);
    await expect(adapt(failing, { log })({})).rejects.toThrow("There is no tea.");
    expect(lines).toEqual([expect.stringContaining("no rows")]);
  });

  it("throws what nobody expected as it is", async () => {
    const error = new RangeError("no such row");
    const failing = task(() => {
      throw error;
    });
    await expect(adapt(failing, quiet)({})).rejects.toBe(error);
  });
});

describe("several tasks", () => {
  const tasks = { charge: task(() => "charged"), refund: task({ name: "give-back" }, () => "given back") };

  it("are told apart by the name of the Lambda function, or what `names` makes of it", async () => {
    expect(await adapt(tasks, quiet)({}, context("charge"))).toBe("charged");
    const names = { "shop-prod-refund": "give-back" };
    expect(await adapt(tasks, { ...quiet, names })({}, context("shop-prod-refund"))).toBe("given back");
  });

  it("fail a call to a function of another name, and say what to do", async () => {
    await expect(adapt(tasks, quiet)({}, context("shop"))).rejects.toMatchObject({
      code: "ONEFN_NO_FUNCTION",
      message: expect.stringMatching(/charge, give-back.*shop.*`names`/),
    });
  });

  it("fail at start in a Lambda function of another name", () => {
    vi.stubEnv("AWS_LAMBDA_FUNCTION_NAME", "shop");
    expect(() => adapt(tasks, quiet)).toThrow(expect.objectContaining({ code: "ONEFN_NO_FUNCTION" }));
    expect(() => adapt(tasks, { ...quiet, names: { shop: "charge" } })).not.toThrow();
    expect(() => adapt(tasks.charge, quiet)).not.toThrow();
  });

  it("of one name are an error at start", () => {
    const one = task({ name: "charge" }, () => 1);
    const other = task({ name: "charge" }, () => 2);
    expect(() => adapt({ one, other }, quiet)).toThrow(
      expect.objectContaining({ code: "ONEFN_DUPLICATE_TRIGGER" }),
    );
  });
});

describe("a task beside other functions", () => {
  const echo = task((input) => input);

  it("is an error at start beside a schedule, whose inputs could be its own", () => {
    expect(() => adapt({ echo, nightly: schedule(() => {}) }, quiet)).toThrow(
      expect.objectContaining({
        code: "ONEFN_DUPLICATE_TRIGGER",
        message: expect.stringContaining("schedule and task"),
      }),
    );
  });

  it("leaves messages and events to them", async () => {
    const seen: string[] = [];
    const handler = adapt(
      {
        echo,
        orders: message(() => void seen.push("message")),
        news: event(() => void seen.push("event")),
      },
      quiet,
    );
    await handler(sqs([{ body: "{}" }]));
    await handler(eventBridge({ type: "order.created", data: {} }));
    expect(await handler({ sku: "tea" })).toEqual({ sku: "tea" });
    expect(seen).toEqual(["message", "event"]);
  });

  it("does not change what a schedule alone takes", async () => {
    const ran = vi.fn();
    const input = { "schedule-arn": "<aws.scheduler.schedule-arn>" };
    await adapt(schedule(ran), quiet)(scheduler("nightly", { input }));
    expect(ran).toHaveBeenCalledOnce();
  });
});
