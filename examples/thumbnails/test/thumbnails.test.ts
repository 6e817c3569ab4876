import { simulator as aws, s3 as notificationsOfS3, s3InSqs } from "@onefn/aws/simulator";
import { simulator as azure } from "@onefn/azure/simulator";
import { checkFunction } from "@onefn/contract";
import { simulator as gcp, gcs } from "@onefn/gcp/simulator";
import { wiresOf } from "onefn/simulator";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { handler } from "../src/aws.js";
import { blobs } from "../src/blobs.js";
import { keepFilesIn } from "../src/files.js";
import { thumbnails } from "../src/functions.js";
import { handler as handlerOfGcp } from "../src/gcp.js";
import { memory } from "../src/memory.js";
import { s3 } from "../src/s3.js";
import { startBlobService } from "./blob-service.js";
import { startStore } from "./store.js";

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
});
beforeEach(async () => {
  await store.empty();
  keepFilesIn(s3(store.config));
});
afterAll(() => store.close());

const picture = (width: number, height: number, background = "tomato") =>
  sharp({ create: { width, height, channels: 3, background } });
const png = (width: number, height: number) => picture(width, height).png().toBuffer();

async function sizeOf(key: string) {
  const { width, height, format } = await sharp((await store.thumbnail(key)).bytes).metadata();
  return { width, height, format };
}

// The trigger for blobs does not tell of deletions. On Azure, this example uses Event Grid.
const wires = [aws, azure, gcp].flatMap((each) =>
  wiresOf(each, "storage")
    .filter(({ trigger }) => trigger !== "blob")
    .map((wire) => [`${each.provider}/${wire.trigger}`, wire] as const),
);

describe.each(wires)("%s", (_, wire) => {
  /** Tells the function what the store has to say about uploads, and waits until nothing is left to do. */
  async function deliver() {
    const bucket = await wire.deploy(() => ({ thumbnails }));
    for (const { bucket: name, notification } of store.notifications()) {
      if (name === "uploads") await bucket.send(name, [notification]);
    }
    const report = await bucket.drain("uploads");
    await bucket.close();
    return report;
  }

  test("an uploaded image gets a thumbnail, and loses it when it is deleted", async () => {
    await store.upload("cat.png", await png(1600, 800));
    expect((await deliver()).dead).toEqual([]);
    expect(await sizeOf("cat.png.webp")).toEqual({ width: 320, height: 160, format: "webp" });
    expect((await store.thumbnail("cat.png.webp")).type).toBe("image/webp");
    await store.remove("cat.png");
    await deliver();
    expect(await store.thumbnails()).toEqual([]);
  });

  test("keys may hold spaces, plus signs, percent signs and any other character", async () => {
    const keys = ["my cats/a+b c.png", "100%25 = 100%.png", "caf\u00e9 & cafe\u0301?#.png", "😀/日本.png"];
    for (const key of keys) await store.upload(key, await png(400, 400));
    await deliver();
    expect((await store.thumbnails()).sort()).toEqual(keys.map((key) => `${key}.webp`).sort());
    for (const key of keys) await store.remove(key);
    await deliver();
    expect(await store.thumbnails()).toEqual([]);
  });

  test("what is no image is left alone, whatever its name", async () => {
    await store.upload("notes.txt", "cats are great");
    await store.upload("notes.png", "cats are great");
    await store.upload("drawing.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    await store.upload("empty.png", "");
    const { acknowledged, dead } = await deliver();
    expect([acknowledged.length, dead]).toEqual([4, []]);
    expect(await store.thumbnails()).toEqual([]);
  });

  test("the last upload counts, in whatever order its notifications arrive", async () => {
    await store.upload("cat.png", await png(300, 100));
    await store.upload("cat.png", await png(100, 300));
    await store.upload("dog.png", await png(100, 100));
    await store.remove("dog.png");
    const bucket = await wire.deploy(() => ({ thumbnails }));
    const sent = store.notifications().filter((each) => each.bucket === "uploads");
    for (const { notification } of [...sent.reverse(), ...sent]) await bucket.send("uploads", [notification]);
    expect((await bucket.drain("uploads")).dead).toEqual([]);
    expect(await sizeOf("cat.png.webp")).toEqual({ width: 100, height: 300, format: "webp" });
    expect(await store.thumbnails()).toEqual(["cat.png.webp"]);
    await bucket.close();
  });

  test("an image that is replaced by a text loses its thumbnail", async () => {
    await store.upload("cat.png", await png(100, 100));
    await deliver();
    await store.upload("cat.png", "no longer an image");
    await deliver();
    expect(await store.thumbnails()).toEqual([]);
  });

  test("a damaged image fails, so that somebody sees it, and the others do not", async () => {
    await store.upload("cat.jpg", (await picture(900, 900).jpeg().toBuffer()).subarray(0, 1_000));
    await store.upload("dog.png", await png(100, 100));
    expect((await deliver()).dead).not.toEqual([]);
    expect(await store.thumbnails()).toEqual(["dog.png.webp"]);
  });

  test("a thumbnail is no upload, even where its bucket sends notifications too", async () => {
    await store.upload("cat.png", await png(800, 800));
    await deliver();
    const [own] = store.notifications();
    expect(own?.bucket).toBe("thumbnails");
    const bucket = await wire.deploy(() => ({ thumbnails }));
    if (own) await bucket.send("thumbnails", [own.notification]);
    expect((await bucket.drain("thumbnails")).acknowledged).toEqual([]);
    expect(store.notifications()).toEqual([]);
    expect(await store.thumbnails()).toEqual(["cat.png.webp"]);
    await bucket.close();
  });
});

test("an image that a camera took sideways is upright, and a small one is not made larger", async () => {
  const sideways = await picture(200, 100).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  await store.upload("sideways.jpg", sideways);
  await handler(notificationsOfS3(["sideways.jpg"]));
  expect(await sizeOf("sideways.jpg.webp")).toEqual({ width: 100, height: 200, format: "webp" });
});

test("the entry of AWS takes notifications from S3, and from a queue", async () => {
  await store.upload("a b+c.png", await png(640, 640));
  await store.upload("d e+f.png", await png(640, 640));
  await handler(notificationsOfS3(["a b+c.png"]));
  expect(await handler(s3InSqs(["d e+f.png"]))).toEqual({ batchItemFailures: [] });
  expect(await store.thumbnails()).toEqual(expect.arrayContaining(["a b+c.png.webp", "d e+f.png.webp"]));
});

test("the entry of Google Cloud takes events of Cloud Storage", async () => {
  await store.upload("a b+c.png", await png(640, 640));
  await handlerOfGcp(gcs("a b+c.png"));
  expect(await store.thumbnails()).toEqual(["a b+c.png.webp"]);
});

test("objects are read, written and removed in Azure's Blob Storage", async () => {
  const service = await startBlobService();
  const files = blobs(service.connection);
  const [key, image] = ["my cats/a+b 100%.png.webp", new Uint8Array([1, 2, 3])];
  expect(await files.read("thumbnails", key)).toBeUndefined();
  await files.write("thumbnails", key, image);
  expect([...service.blobs]).toEqual([
    [`/account/thumbnails/${key}`, { bytes: Buffer.from(image), type: "image/webp" }],
  ]);
  expect(await files.read("thumbnails", key)).toEqual(Buffer.from(image));
  await files.remove("thumbnails", key);
  await files.remove("thumbnails", key);
  expect(service.blobs.size).toBe(0);
});

test("every wire handles the sample on the development page the same way", async () => {
  keepFilesIn(memory());
  const report = await checkFunction({ thumbnails }, [{ operation: "created", key: "tomato.png" }]);
  expect(report.ok, String(report)).toBe(true);
});
