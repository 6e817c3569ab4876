import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { onTestFinished, vi } from "vitest";

/** As much of SQS as a worker asks for. */
export async function startQueue(bodies: readonly string[]) {
  const handles: string[] = [];
  let waiting = bodies.map((Body, index) => ({
    MessageId: `${index}`,
    ReceiptHandle: `${index}`,
    Body,
    MD5OfBody: createHash("md5").update(Body).digest("hex"),
    Attributes: { ApproximateReceiveCount: "1", SentTimestamp: `${Date.now()}` },
  }));
  const answers: Readonly<Record<string, (input: never) => object | Promise<object>>> = {
    GetQueueAttributes: () => ({ Attributes: { VisibilityTimeout: "30" } }),
    async ReceiveMessage() {
      const Messages = waiting;
      waiting = [];
      if (Messages.length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
      return { Messages };
    },
    DeleteMessageBatch({ Entries }: { readonly Entries: { Id: string; ReceiptHandle: string }[] }) {
      handles.push(...Entries.map(({ ReceiptHandle }) => ReceiptHandle));
      return { Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] };
    },
  };
  const server = createServer(async (request, response) => {
    const action = `${request.headers["x-amz-target"]}`.replace("AmazonSQS.", "");
    const input = await json(request);
    response.setHeader("content-type", "application/x-amz-json-1.0");
    response.end(JSON.stringify(await answers[action]?.(input as never)));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The receipt handles that were deleted. */
    handles,
    deleted: (count: number) =>
      vi.waitFor(() => {
        if (handles.length < count) throw new Error(`${handles.length} of ${count} were deleted`);
      }),
  };
}
