import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ServerProcess } from "./harness/server-process.js";
import { Emulator, emulatorJar, type PublishedMessage } from "./pubsub/emulator.js";
import { functionsFramework } from "./runtimes/functions-framework.js";
import { nodeServers } from "./runtimes/server.js";

if (!emulatorJar)
  console.warn("[onefn/runtimes] This machine has no emulator of Pub/Sub, so nothing is pushed by it.");

const env = {
  CONTRACT_FUNCTIONS: "message",
  CONTRACT_OPTIONS: '{"events":{"verify":"platform"}}',
};

const RUNTIMES = {
  gcp: () => functionsFramework(24).command("gcp.mjs", env),
  server: () => (nodeServers[0] as (typeof nodeServers)[number]).command("server.mjs", env),
};

/** How a subscription pushes. */
const FORMS = {
  wrapped: {},
  unwrapped: { noWrapper: { writeMetadata: true } },
};

const base64 = (text: string) => Buffer.from(text).toString("base64");

describe.skipIf(!emulatorJar)("Pub/Sub's emulator", () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await Emulator.start(emulatorJar as string);
  });
  afterAll(() => emulator.stop());

  const cells = Object.entries(RUNTIMES).flatMap(([name, command]) =>
    Object.entries(FORMS).map(([form, pushConfig]) => ({ name, form, command, pushConfig })),
  );

  describe.each(cells)("pushes $form messages to $name", ({ name, form, command, pushConfig }) => {
    const project = `projects/${name}-${form}`;
    let server: ServerProcess;

    beforeAll(async () => {
      server = await ServerProcess.start(command());
      await emulator.call("PUT", `${project}/topics/contract-dead`);
      await emulator.call("PUT", `${project}/subscriptions/contract-dead`, {
        topic: `${project}/topics/contract-dead`,
      });
      for (const place of ["contract-seen", "contract-outcomes"]) {
        await emulator.call("PUT", `${project}/topics/${place}`);
        await emulator.call("PUT", `${project}/subscriptions/${place}`, {
          topic: `${project}/topics/${place}`,
          pushConfig: { pushEndpoint: new URL("/", server.url).href, ...pushConfig },
          deadLetterPolicy: { deadLetterTopic: `${project}/topics/contract-dead`, maxDeliveryAttempts: 5 },
        });
      }
    });
    afterAll(() => server.child.stop());

    /** What a handler has said of the message that it saw. */
    async function seenOf(message: PublishedMessage): Promise<Record<string, unknown>> {
      const id = await emulator.publish(`${project}/topics/contract-seen`, message);
      for await (const line of server.child.follow()) {
        const [, report] = /contract-report:(\{.*\})"/.exec(line) ?? [];
        const seen = report && JSON.parse(report.replaceAll('\\"', '"'));
        if (seen?.id === id) return seen;
      }
      throw new Error(server.child.lines.join("\n"));
    }

    it("a message arrives with its id, its time and its attributes", async () => {
      const seen = await seenOf({ data: base64("grüße"), attributes: { tenant: "a,b", name: "Zoë ☕" } });
      expect(seen).toMatchObject({
        source: `//pubsub.googleapis.com/${project}/subscriptions/contract-seen`,
        data: "grüße",
        attributes: { tenant: { value: "a,b" }, name: { value: "Zoë ☕" } },
      });
      expect(Math.abs(Date.parse(seen.enqueuedAt as string) - Date.now())).toBeLessThan(3_600_000);
    });

    it("a message of attributes alone arrives", async () => {
      const { data, attributes } = await seenOf({ attributes: { n: "1" } });
      expect([data, attributes]).toEqual(["", { n: { type: "string", value: "1" } }]);
    });

    it("what succeeds is acknowledged, and what fails comes again until it is a dead letter", async () => {
      const topic = `${project}/topics/contract-outcomes`;
      await emulator.publish(topic, { data: base64('{"do":"nothing","n":1}') });
      await emulator.publish(topic, { data: base64('{"do":"error","n":2}') });
      const dead: string[] = [];
      while (dead.length === 0) {
        const { receivedMessages = [] } = await emulator.call(
          "POST",
          `${project}/subscriptions/contract-dead:pull`,
          { maxMessages: 10 },
        );
        for (const { message } of receivedMessages as readonly { readonly message: PublishedMessage }[])
          dead.push(Buffer.from(message.data ?? "", "base64").toString());
      }
      expect(dead).toEqual(['{"do":"error","n":2}']);
      const started = (n: number) =>
        server.child.lines.filter(
          (line) => line.includes("contract-report:") && line.includes(`\\"n\\":${n},`),
        );
      expect([started(1).length, started(2).length]).toEqual([1, 5]);
    }, 60_000);
  });
});
