import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
import type { Files } from "./files.js";

/** S3, or another store that speaks its protocol: Cloud Storage, MinIO. */
export function s3(config: S3ClientConfig = {}): Files {
  // Other stores do not know the checksums that the client adds by default.
  const client = new S3Client({ requestChecksumCalculation: "WHEN_REQUIRED", ...config });
  return {
    async read(Bucket, Key) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async write(Bucket, Key, Body) {
      await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: "image/webp" }));
    },
    async remove(Bucket, Key) {
      await client.send(new DeleteObjectCommand({ Bucket, Key }));
    },
  };
}
