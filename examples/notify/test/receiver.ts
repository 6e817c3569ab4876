import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

export interface Received {
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * A server of this machine that notes the requests that it receives.
 *
 * @param answer the status of the nth request's answer, from 0; undefined: none, ever.
 */
export async function startReceiver(answer: (nth: number, request: Received) => Answer | undefined) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const each = { path: request.url, headers: request.headers, body: await text(request) };
    const answered = answer(received.push(each) - 1, each);
    if (answered) response.writeHead(answered.status, answered.headers).end(answered.body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}
