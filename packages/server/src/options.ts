import type { AdaptOptions, EventOptions } from "onefn/provider";
import type { CloudTasksOptions } from "./codecs/cloud-tasks.js";
import type { WithDapr } from "./dapr-subscriptions.js";

export type { DaprBulk, DaprOptions } from "./dapr-subscriptions.js";

/** Options of this package's `adapt`. */
export interface ServerOptions extends AdaptOptions, EventOptions, CloudTasksOptions, WithDapr {}
