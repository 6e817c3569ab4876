import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Emulator, emulatorJar, type Fields } from "./firestore/emulator.js";
import { ServerProcess } from "./harness/server-process.js";
import { functionsFramework } from "./runtimes/functions-framework.js";

if (!emulatorJar)
  console.warn("[onefn/runtimes] This machine has no emulator of Firestore, so no change comes from it.");

const PROJECT = "demo-shop";

const FIELDS: Fields = {
  text: { stringValue: "wörter 🎉" },
  unsafe: { integerValue: "9007199254740993" },
  least: { integerValue: "-9223372036854775808" },
  double: { doubleValue: 0.1 },
  bytes: { bytesValue: "AP/+" },
  point: { geoPointValue: { latitude: 52.5 } },
  micros: { timestampValue: "2020-04-23T09:58:53.211035Z" },
  nothing: { nullValue: null },
  none: { arrayValue: {} },
  map: { mapValue: { fields: { deep: { booleanValue: true } } } },
};

/** What a function of the contract reports of them. */
const SEEN = {
  text: "wörter 🎉",
  unsafe: { bigint: "9007199254740993" },
  least: { bigint: "-9223372036854775808" },
  double: 0.1,
  bytes: { bytes: "AP/+" },
  point: { latitude: 52.5, longitude: 0 },
  micros: "2020-04-23T09:58:53.211035Z",
  nothing: null,
  none: [],
  map: { deep: true },
};

describe.skipIf(!emulatorJar).each(["http", "cloudevent"])(
  "Firestore's emulator, and a function of the signature %s",
  (signature) => {
    let server: ServerProcess;
    let emulator: Emulator;

    beforeAll(async () => {
      server = await ServerProcess.start(
        functionsFramework(24).command("gcp.mjs", {
          CONTRACT_FUNCTIONS: "change",
          CONTRACT_OPTIONS: '{"events":{"verify":"platform"}}',
          FUNCTION_SIGNATURE_TYPE: signature,
        }),
      );
      emulator = await Emulator.start(emulatorJar as string, new URL(server.url).host);
      for (const type of ["created", "updated", "deleted"])
        await emulator.trigger(PROJECT, `google.cloud.firestore.document.v1.${type}`, "contract-seen/{id}");
    });
    afterAll(async () => {
      await emulator.stop();
      await server.child.stop();
    });

    it("a document arrives with its own values, when it is created, updated and deleted", async () => {
      const path = `contract-seen/${encodeURIComponent("a 100% é")}`;
      const changes: unknown[] = [];
      for (const fields of [FIELDS, { ...FIELDS, double: { doubleValue: 0.2 } }, undefined]) {
        const from = server.child.lines.length;
        await emulator.write(PROJECT, path, fields);
        changes.push(await reported(server, from));
      }
      const key = { id: "a 100% é" };
      const table = "contract-seen";
      expect(changes).toMatchObject([
        { operation: "insert", table, key, before: "nothing", after: SEEN },
        { operation: "update", table, key, before: SEEN, after: { ...SEEN, double: 0.2 } },
        { operation: "delete", table, key, before: { ...SEEN, double: 0.2 }, after: "nothing" },
      ]);
    });
  },
);

/** The next report of the function. */
async function reported({ child }: ServerProcess, from: number): Promise<unknown> {
  for await (const line of child.follow(from)) {
    if (!line.includes("contract-report:")) continue;
    const { message } = JSON.parse(line) as { readonly message: string };
    return JSON.parse(message.slice(message.indexOf("{")));
  }
  throw new Error(child.lines.join("\n"));
}
