import { adapt } from "@onefn/netlify/message/async-workloads";
import { orders } from "./functions.js";

export default adapt(orders, { timeout: 26_000 });
export const asyncWorkloadConfig = { events: ["orders"] };
