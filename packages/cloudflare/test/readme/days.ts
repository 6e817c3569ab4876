import { simulator } from "@onefn/cloudflare/simulator";
import { schedule } from "onefn";
import { findWire } from "onefn/simulator";

const seen: string[] = [];
const nightly = schedule({ cron: "30 3 * * *" }, (tick) => void seen.push(String(tick.time)));

const deployment = await findWire(simulator, "schedule", "scheduled").deploy(() => nightly);
await deployment.elapse(7 * 24 * 3_600_000);
console.log(seen.length); // 7
