import type { EventEmitter } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import type { OutgoingNotification } from "onefn/simulator";
import S3rver from "s3rver";

/** What the server emits after a change: S3's notification, except that keys are not encoded. */
interface Emitted {
  readonly Records: readonly {
    readonly eventName: string;
    readonly s3: {
      readonly bucket: { readonly name: string };
      readonly object: { readonly key: string; readonly size?: number; readonly eTag?: string };
    };
  }[];
}

/** A real object store on a free port of this machine, with the buckets `uploads` and `thumbnails`. */
export async function startStore() {
  const directory = await mkdtemp(join(tmpdir(), "onefn-thumbnails-"));
  const configureBuckets = ["uploads", "thumbnails"].map((name) => ({ name, configs: [] }));
  const server = new S3rver({ address: "127.0.0.1", port: 0, silent: true, directory, configureBuckets });
  const { port } = await server.run();
  const waiting: { readonly bucket: string; readonly notification: OutgoingNotification }[] = [];
  // Its types leave out that it is an emitter.
  (server as S3rver & EventEmitter).on("event", ({ Records }: Emitted) => {
    for (const { eventName, s3 } of Records) {
      const { key, size, eTag: etag } = s3.object;
      const operation = eventName.startsWith("ObjectCreated:") ? "created" : "deleted";
      waiting.push({ bucket: s3.bucket.name, notification: { operation, key, size, etag } });
    }
  });
  const config = {
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" },
  };
  const client = new S3Client({ requestChecksumCalculation: "WHEN_REQUIRED", ...config });
  return {
    config,
    /** What the store wants to tell since this was last called. */
    notifications: () => waiting.splice(0),
    async upload(Key: string, Body: Uint8Array | string) {
      await client.send(new PutObjectCommand({ Bucket: "uploads", Key, Body }));
    },
    async remove(Key: string) {
      await client.send(new DeleteObjectCommand({ Bucket: "uploads", Key }));
    },
    async thumbnails() {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: "thumbnails" }));
      return Contents.map(({ Key = "" }) => Key);
    },
    async thumbnail(Key: string) {
      const { Body, ContentType } = await client.send(new GetObjectCommand({ Bucket: "thumbnails", Key }));
      return { bytes: (await Body?.transformToByteArray()) ?? new Uint8Array(), type: ContentType };
    },
    async empty() {
      server.reset();
      await server.configureBuckets();
      waiting.length = 0;
    },
    async close() {
      client.destroy();
      await server.close();
      await rm(directory, { recursive: true });
    },
  };
}
