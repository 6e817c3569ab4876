import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/** As much of Azure's Blob Storage as the example asks for: blobs by their path, with their content types. */
export async function startBlobService() {
  const blobs = new Map<string, { readonly bytes: Buffer; readonly type: string }>();
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const body = await buffer(request);
    const found = blobs.get(path);
    const headers = { etag: '"1"', "last-modified": new Date().toUTCString() };
    if (request.method === "PUT") {
      blobs.set(path, { bytes: body, type: String(request.headers["x-ms-blob-content-type"]) });
      response.writeHead(201, headers).end();
    } else if (!found) {
      response.writeHead(404, { "x-ms-error-code": "BlobNotFound" }).end();
    } else if (request.method === "DELETE") {
      blobs.delete(path);
      response.writeHead(202).end();
    } else {
      response.writeHead(200, { ...headers, "content-length": found.bytes.length });
      response.end(request.method === "HEAD" ? undefined : found.bytes);
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/account`;
  const connection = `DefaultEndpointsProtocol=http;AccountName=account;AccountKey=eA==;BlobEndpoint=${endpoint};`;
  return { blobs, connection };
}
