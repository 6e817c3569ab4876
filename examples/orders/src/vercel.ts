import { adapt } from "@onefn/vercel/message/queues";
import { orders } from "./functions.js";

// A function with a queue's trigger has no public URL: see the README.
export default adapt(orders, { events: { verify: "platform" } });
