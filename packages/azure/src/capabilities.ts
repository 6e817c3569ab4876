import type { Capabilities } from "onefn/provider";
import { blob } from "./capabilities/blob.js";
import { cosmos } from "./capabilities/cosmos.js";
import { durableActivity } from "./capabilities/durable-activity.js";
import { entra } from "./capabilities/entra.js";
import { eventGrid } from "./capabilities/event-grid.js";
import { eventHub } from "./capabilities/event-hub.js";
import { http } from "./capabilities/http.js";
import { kafka } from "./capabilities/kafka.js";
import { serviceBus } from "./capabilities/service-bus.js";
import { sql } from "./capabilities/sql.js";
import { storageQueue } from "./capabilities/storage-queue.js";
import { timer } from "./capabilities/timer.js";

/** What each wire of Azure Functions can do, by the contract's names. */
export const capabilities: Readonly<Record<string, Capabilities>> = {
  ...http,
  ...serviceBus,
  ...storageQueue,
  ...eventHub,
  ...kafka,
  ...timer,
  ...blob,
  ...cosmos,
  ...sql,
  ...eventGrid,
  ...durableActivity,
  ...entra,
};
