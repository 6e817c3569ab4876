import { type Schema, TaskError, task } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/index.js";
import { s3Batch } from "../src/simulator/index.js";
import { adapt as adaptBatch } from "../src/task/s3-batch.js";

const lines: string[] = [];
const quiet = { log: (line: string) => void lines.push(line) };
const echo = task((input) => input);

interface Response {
  readonly results: readonly {
    readonly taskId: string;
    readonly resultCode: string;
    readonly resultString: string;
  }[];
}

describe("S3 Batch Operations", () => {
  it.each([
    ["1.0", undefined],
    ["2.0", { size: "200" }],
  ] as const)("gives a task each object, by version %s", async (version, userArguments) => {
    const event = s3Batch(["photos/a b+é.jpg", "b.jpg"], { bucket: "photos", version, userArguments });
    for (const handler of [adapt(echo, quiet), adaptBatch(echo, quiet)]) {
      const response = (await handler(event)) as Response;
      expect(response).toMatchObject({
        invocationSchemaVersion: version,
        invocationId: event.invocationId,
        treatMissingKeysAs: "TemporaryFailure",
        results: event.tasks.map(({ taskId }) => ({ taskId, resultCode: "Succeeded" })),
      });
      expect(JSON.parse(response.results[0]?.resultString ?? "")).toEqual({
        bucket: "photos",
        key: "photos/a b+é.jpg",
        jobId: event.job.id,
        ...(userArguments && { userArguments }),
      });
    }
  });

  it("keeps a key of version 1.0 that nobody has encoded", async () => {
    const event = s3Batch(["a"], { version: "1.0" });
    const tasks = [{ ...event.tasks[0], s3Key: "100%.jpg" }];
    const response = (await adapt(echo, quiet)({ ...event, tasks })) as Response;
    expect(response.results[0]?.resultString).toContain('"key":"100%.jpg"');
  });

  it("is told of each object by itself: done, failed for good, or to be tried again", async () => {
    const input: Schema<{ readonly key: string }> = {
      "~standard": {
        version: 1,
        vendor: "test",
        validate: (value) => {
          const { key } = value as { readonly key: string };
          return key.startsWith("photos/")
            ? { value: { key } }
            : { issues: [{ message: "another folder", path: ["key"] }] };
        },
      },
    };
    const resize = task({ input }, ({ key }) => {
      if (key.includes("broken")) throw new TaskError("NotAnImage", "The object is not an image.");
      if (key.includes("later")) throw new Error("secret-of-the-store");
      return key.includes("bytes") ? 1n : `done ${key}`;
    });
    const keys = ["photos/a", "photos/broken", "photos/later", "videos/a"];
    const { results } = (await adapt(resize, quiet)(s3Batch(keys))) as Response;
    expect(results.map(({ resultCode, resultString }) => [resultCode, resultString])).toEqual([
      ["Succeeded", "done photos/a"],
      ["PermanentFailure", "NotAnImage: The object is not an image."],
      ["TemporaryFailure", "The task failed. The log says why."],
      [
        "PermanentFailure",
        "ONEFN_TASK_INPUT_INVALID: the input does not match the schema at key. Correct the caller.",
      ],
    ]);
    expect(lines.some((line) => line.includes("secret-of-the-store"))).toBe(true);
  });

  it("has an object tried again that was not done in time", async () => {
    const slow = task((_, { signal }) => new Promise((resolve) => signal.addEventListener("abort", resolve)));
    const getRemainingTimeInMillis = () => 30;
    const { results } = (await adapt(slow, { ...quiet, margin: 20 })(s3Batch(["a"]), {
      getRemainingTimeInMillis,
    } as never)) as Response;
    expect(["Succeeded", "TemporaryFailure"]).toContain(results[0]?.resultCode);
    const stuck = task(() => new Promise(() => {}));
    const never = (await adapt(stuck, { ...quiet, margin: 20 })(s3Batch(["a"]), {
      getRemainingTimeInMillis,
    } as never)) as Response;
    expect(never.results[0]).toMatchObject({ resultCode: "TemporaryFailure" });
    expect(never.results[0]?.resultString).toMatch(/^ONEFN_DEADLINE: /);
  });

  it("cuts off what its report has no place for", async () => {
    const long = task(() => "x".repeat(5_000));
    const { results } = (await adapt(long, quiet)(s3Batch(["a"]))) as Response;
    expect(results[0]?.resultString).toHaveLength(1024);
  });
});
