import { serve } from "@onefn/server";
import { adapt } from "@onefn/server/message/cloudevents";
import { orders } from "./functions.js";

// The service is cluster-local, and only the broker may reach it: see the README.
await serve(adapt(orders, { events: { path: "/events", verify: "platform" } }), { health: "/healthz" });
