import { Buffer } from "node:buffer";
import type { Queue } from "./queue.js";

/** The most messages in one request. */
const BATCH = 1_000;

/** What differs outside Google Cloud. */
interface Options {
  readonly endpoint?: string;
  readonly token?: () => Promise<string>;
}

/** @param topic its full name, such as `projects/shop/topics/webhooks`. */
export function pubsub(topic: string | undefined, options: Options = {}): Queue {
  const { endpoint = "https://pubsub.googleapis.com", token = tokenOfInstance } = options;
  return {
    async send(deliveries) {
      for (let from = 0; from < deliveries.length; from += BATCH) {
        const messages = deliveries
          .slice(from, from + BATCH)
          .map((each) => ({ data: Buffer.from(JSON.stringify(each)).toString("base64") }));
        const response = await fetch(`${endpoint}/v1/${topic}:publish`, {
          method: "POST",
          headers: { authorization: `Bearer ${await token()}`, "content-type": "application/json" },
          body: JSON.stringify({ messages }),
        });
        await response.body?.cancel();
        if (!response.ok) throw new Error(`Pub/Sub answered ${response.status}.`);
      }
    },
  };
}

/** @see https://cloud.google.com/run/docs/securing/service-identity#access_tokens */
async function tokenOfInstance(): Promise<string> {
  const url = "http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token";
  const response = await fetch(url, { headers: { "metadata-flavor": "Google" } });
  if (!response.ok) throw new Error(`The metadata server answered ${response.status}.`);
  const { access_token } = (await response.json()) as { readonly access_token: string };
  return access_token;
}
