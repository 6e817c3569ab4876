import type { Queue } from "./queue.js";

/** A broker of CloudEvents, such as Knative's. The source's last segment is the name of the queue. */
export function broker(url: string | undefined): Queue {
  return {
    async send(deliveries) {
      if (!url) throw new Error("K_SINK is not set. Bind the service to a broker.");
      for (const each of deliveries) {
        const response = await fetch(url, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            "ce-specversion": "1.0",
            "ce-id": encodeURIComponent(each.id),
            "ce-source": "/notify/webhooks",
            "ce-type": "com.example.webhook",
          },
          body: JSON.stringify(each),
        });
        await response.body?.cancel();
        if (!response.ok) throw new Error(`The broker answered ${response.status}.`);
      }
    },
  };
}
