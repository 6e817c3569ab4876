import { serve } from "@onefn/server";
import { adapt } from "@onefn/server/message/dapr";
import { sharedSecret } from "onefn/events";
import { orders } from "./functions.js";

const verify = sharedSecret({ header: "dapr-api-token" }, process.env.APP_API_TOKEN);

const adapted = adapt(orders, {
  events: { path: "/events", verify },
  dapr: { pubsubname: "pubsub", deadLetterTopic: "dead-orders", bulk: true },
});

await serve(adapted, { hostname: "127.0.0.1", health: "/healthz" });
