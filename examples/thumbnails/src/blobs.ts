import { BlobServiceClient, RestError } from "@azure/storage-blob";
import type { Files } from "./files.js";

/** Azure Blob Storage. Its containers are buckets. */
export function blobs(connection: string): Files {
  const service = BlobServiceClient.fromConnectionString(connection);
  const blob = (bucket: string, key: string) => service.getContainerClient(bucket).getBlockBlobClient(key);
  return {
    async read(bucket, key) {
      try {
        return await blob(bucket, key).downloadToBuffer();
      } catch (error) {
        if (error instanceof RestError && error.statusCode === 404) return undefined;
        throw error;
      }
    },
    async write(bucket, key, image) {
      await blob(bucket, key).uploadData(image, { blobHTTPHeaders: { blobContentType: "image/webp" } });
    },
    async remove(bucket, key) {
      await blob(bucket, key).deleteIfExists();
    },
  };
}
