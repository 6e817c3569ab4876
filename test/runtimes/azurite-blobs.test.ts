import { BlobServiceClient, type ContainerClient } from "@azure/storage-blob";
import { adapt } from "@onefn/azure";
import { eventGrid, type RpcTriggering } from "@onefn/azure/simulator";
import { contractFunctions } from "@onefn/contract/functions";
import { storage } from "onefn";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Azurite } from "./azure/azurite.js";
import { realWorkers } from "./azure/host.js";
import { nameOf } from "./harness/deployed.js";
import { azureFunctions } from "./runtimes/azure.js";

const CONTAINER = "contract-seen";

const NAMES = [
  "photos/a b.jpg",
  "a b+c%25é/ü&=?#.txt",
  "%2F%20+",
  "a//b",
  "blobs/contract-seen/blobs/a",
  "emoji 😀.png",
  "e\u0301",
  "trailing ",
  "~!'()*;:@,$[]",
];

/** What Azurite says of a blob, and the URL by which Azure's client reads it. */
interface Blob {
  readonly name: string;
  readonly url: string;
  readonly etag: string;
  readonly size: number;
  readonly type: string;
  readonly modified: string;
}

const azurite = await Azurite.start("blob");
const host = realWorkers((load, { trigger }) =>
  azureFunctions(24).command("azure.mjs", {
    CONTRACT_FUNCTIONS: nameOf(load),
    CONTRACT_OPTIONS: "{}",
    CONTRACT_STREAMS: "false",
    CONTRACT_TRIGGER: JSON.stringify(trigger),
  }),
);

let blobs: readonly Blob[];

beforeAll(async () => {
  const container = BlobServiceClient.fromConnectionString(azurite.connection).getContainerClient(CONTAINER);
  await container.create();
  for (const name of NAMES)
    await container
      .getBlockBlobClient(name)
      .upload(name, Buffer.byteLength(name), { blobHTTPHeaders: { blobContentType: "text/plain" } });
  blobs = await blobsIn(container);
});

afterAll(async () => {
  await host.stop();
  await azurite.stop();
});

async function blobsIn(container: ContainerClient): Promise<readonly Blob[]> {
  const all: Blob[] = [];
  for await (const { name, properties } of container.listBlobsFlat()) {
    const { url } = container.getBlockBlobClient(name);
    // The list has etags without quotation marks. The answer of a blob has them, as the host's metadata do.
    const { etag = "" } = await container.getBlockBlobClient(name).getProperties();
    const { contentLength: size = 0, contentType: type = "", lastModified } = properties;
    all.push({ name, url, etag, size, type, modified: lastModified.toISOString() });
  }
  return all;
}

/** What the host tells of a blob: its names are .NET's, its URL and etag those of the service. */
function invocationOf({ name, url, etag, size, type, modified }: Blob): RpcTriggering {
  const json = (value: unknown) => ({ json: JSON.stringify(value) });
  return {
    invocationId: crypto.randomUUID(),
    place: { path: `${CONTAINER}/{name}` },
    data: { bytes: Buffer.from(name) },
    triggerMetadata: {
      BlobTrigger: { string: `${CONTAINER}/${name}` },
      Uri: json(url),
      name: { string: name },
      Properties: json({ ETag: etag, ContentLength: size, ContentType: type, LastModified: modified }),
      Metadata: json({}),
    },
    traceContext: { traceParent: "", traceState: "" },
  };
}

it("every name is in the container as it was written, and its URL leads to it", async () => {
  expect(blobs.map(({ name }) => name).sort()).toEqual([...NAMES].sort());
  for (const { name, url } of blobs) expect(decodeURIComponent(new URL(url).pathname)).toContain(name);
});

it("a blob trigger's notification has the name, the size and the etag that Azurite says", async () => {
  const worker = await host.start(() => contractFunctions.storage, {
    streams: false,
    trigger: { type: "blobTrigger", place: { path: `${CONTAINER}/{name}` } },
  });
  for (const blob of blobs) expect((await worker.trigger(invocationOf(blob))).status).toBe("Success");
  const seen = worker.lines.flatMap((line) => {
    const report = textsIn(line).find((text) => text.startsWith("contract-report:"));
    return report === undefined ? [] : [JSON.parse(report.slice("contract-report:".length))];
  });
  expect(
    seen.map(({ bucket, key, size, etag, contentType }) => [bucket, key, size, etag, contentType]),
  ).toEqual(
    blobs.map(({ name, size, etag, type }) => [CONTAINER, name, size, etag.replaceAll('"', ""), type]),
  );
  expect(new Set(seen.map(({ id }) => id)).size).toBe(NAMES.length);
});

/** The texts of a log line of JSON. */
function textsIn(line: string): readonly string[] {
  const values = (value: unknown): readonly string[] =>
    typeof value === "string" ? [value] : Object.values(Object(value)).flatMap(values);
  try {
    return values(JSON.parse(line.slice(line.indexOf("{"))));
  } catch {
    return [];
  }
}

it("an event of Event Grid's has the name that its URL encodes, also where its subject breaks it", async () => {
  const keys: string[] = [];
  const handler = adapt(storage({ bucket: CONTAINER }, ({ key }) => void keys.push(key)));
  for (const { name, url, etag, size } of blobs) {
    const { context } = eventGrid([{ type: "Microsoft.Storage.BlobCreated", data: {} }]);
    const written = {
      id: name,
      topic: "/subscriptions/s/storageAccounts/devstoreaccount1",
      subject: `/blobServices/default/containers/${CONTAINER}/blobs/${name.replace(/[\u{10000}-\u{10ffff}]/gu, "??")}`,
      eventType: "Microsoft.Storage.BlobCreated",
      eventTime: "2026-01-02T03:04:05.1234567Z",
      data: { api: "PutBlob", url, eTag: etag, contentLength: size, contentType: "text/plain" },
      dataVersion: "",
      metadataVersion: "1",
    };
    await handler(written as never, context as never);
  }
  expect(keys).toEqual(blobs.map(({ name }) => name));
});
