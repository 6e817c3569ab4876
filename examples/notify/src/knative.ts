import { adapt, serve } from "@onefn/server";
import { broker } from "./broker.js";
import { fanOut, webhooks } from "./functions.js";
import { sendTo } from "./queue.js";

sendTo(broker(process.env.K_SINK));

// The service is cluster-local, and only the broker may reach it: see the README.
const adapted = adapt({ fanOut, webhooks }, { events: { path: "/events", verify: "platform" } });

await serve(adapted, { health: "/healthz" });
