import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { TaskError, task } from "onefn";
import { afterEach, describe, expect, it } from "vitest";
import { adapt } from "../src/index.js";
import { customResource } from "../src/simulator/index.js";
import { adapt as adaptResource } from "../src/task/custom-resource.js";

const quiet = { log: () => {} };

interface Put {
  readonly method: string | undefined;
  readonly contentType: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** What takes the place of S3: it keeps what is put, and answers with some statuses in turn, then with 200. */
async function store(...statuses: readonly number[]) {
  const puts: Put[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      const { method, headers } = request;
      puts.push({ method, contentType: headers["content-type"], body: JSON.parse(text) });
      response.writeHead(statuses[puts.length - 1] ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const responseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/answer?signature=secret`;
  return { puts, responseUrl };
}

describe("a custom resource of CloudFormation", () => {
  it("is answered by a PUT without a content type, with what the task returns", async () => {
    const { puts, responseUrl } = await store();
    const event = customResource("Create", { responseUrl, properties: { size: "3" } });
    const create = task((input) => {
      expect(input).not.toHaveProperty("ResponseURL");
      const { ResourceProperties } = input as { readonly ResourceProperties: { readonly size: string } };
      return { PhysicalResourceId: "bucket-1", Data: { Size: ResourceProperties.size }, NoEcho: true };
    });
    for (const handler of [adapt(create, quiet), adaptResource(create, quiet)]) await handler(event);
    expect(puts).toHaveLength(2);
    expect(puts[0]).toEqual({
      method: "PUT",
      contentType: undefined,
      body: {
        Status: "SUCCESS",
        PhysicalResourceId: "bucket-1",
        StackId: event.StackId,
        RequestId: event.RequestId,
        LogicalResourceId: event.LogicalResourceId,
        Data: { Size: "3" },
        NoEcho: true,
      },
    });
  });

  it("keeps its id: the event's, or one that a repeated creation has too", async () => {
    const { puts, responseUrl } = await store();
    const nothing = adapt(
      task(() => {}),
      quiet,
    );
    const create = customResource("Create", { responseUrl });
    await nothing(create);
    await nothing(create);
    await nothing(customResource("Update", { responseUrl, physicalResourceId: "bucket-1" }));
    await nothing(customResource("Delete", { responseUrl, physicalResourceId: "bucket-1" }));
    const ids = puts.map(({ body }) => body.PhysicalResourceId);
    expect(ids).toEqual([ids[0], ids[0], "bucket-1", "bucket-1"]);
    expect(ids[0]).not.toBe("");
  });

  it.each([
    ["a TaskError", new TaskError("NameTaken", "The name is taken."), "NameTaken: The name is taken."],
    ["what nobody expected", new Error("secret-of-the-store"), "The task failed. The log says why."],
    ["a value that is no error", "secret-of-the-store", "The task failed. The log says why."],
  ])("is answered as failed after %s", async (_, thrown, reason) => {
    const { puts, responseUrl } = await store();
    const failing = task(() => {
      throw thrown;
    });
    await adapt(failing, quiet)(customResource("Update", { responseUrl, physicalResourceId: "bucket-1" }));
    expect(puts[0]?.body).toMatchObject({ Status: "FAILED", Reason: reason, PhysicalResourceId: "bucket-1" });
  });

  it("is answered as failed when the time is up, although the task still runs", async () => {
    const { puts, responseUrl } = await store();
    const stuck = task(() => new Promise(() => {}));
    const context = { getRemainingTimeInMillis: () => 30 } as never;
    await adapt(stuck, { ...quiet, margin: 20 })(customResource("Create", { responseUrl }), context);
    expect(puts[0]?.body).toMatchObject({
      Status: "FAILED",
      Reason: expect.stringMatching(/^ONEFN_DEADLINE/),
    });
  });

  it.each([
    ["is too long", { Data: { long: "x".repeat(5_000) } }],
    ["cannot be JSON", { Data: { big: 1n } }],
  ])("is answered as failed if the answer %s, instead of not at all", async (_, output) => {
    const { puts, responseUrl } = await store();
    await adapt(
      task(() => output),
      quiet,
    )(customResource("Create", { responseUrl }));
    expect(puts[0]?.body).toMatchObject({
      Status: "FAILED",
      Reason: expect.stringMatching(/^ONEFN_TASK_OUTPUT_INVALID/),
    });
  });

  it("is answered again if the store has a moment of weakness", async () => {
    const { puts, responseUrl } = await store(503, 500);
    await adapt(
      task(() => {}),
      quiet,
    )(customResource("Create", { responseUrl }));
    expect(puts).toHaveLength(3);
  });

  it.each([403, 503])(
    "fails its invocation if its answer is refused with %i, and quotes no URL",
    async (status) => {
      const { responseUrl } = await store(status, status, status, status);
      const done = adapt(
        task(() => {}),
        quiet,
      )(customResource("Create", { responseUrl }));
      const error = await done.catch((thrown: Error) => thrown);
      expect(error).toMatchObject({ code: "ONEFN_ANSWER_LOST" });
      expect(String((error as Error).stack)).not.toContain("signature");
    },
  );

  it("gives up a connection that never answers in time for another attempt", async () => {
    let requests = 0;
    const server = createServer((request, response) => {
      if (++requests > 1) request.resume().on("end", () => response.end());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(() => {
      server.closeAllConnections();
      server.close();
    });
    const responseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/answer`;
    const context = {
      awsRequestId: "1",
      functionName: "f",
      invokedFunctionArn: "arn:aws:lambda:eu-central-1:123456789012:function:f",
      getRemainingTimeInMillis: () => 1_000,
    };
    const create = task(() => {});
    await adapt(create, quiet)(customResource("Create", { responseUrl }), context);
    expect(requests).toBe(2);
  });
});
