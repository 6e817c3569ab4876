import type { Capabilities } from "onefn/provider";
import type { Load, MessageWire } from "onefn/simulator";
import { createTasksWire } from "./cloud-tasks/wire.js";
import type { HostOptions, RunningServer } from "./host.js";
import { unwrapped } from "./pubsub/unwrapped.js";
import { createPubsubWire } from "./pubsub/wire.js";

/** Where Google's services send to. */
export interface GoogleWay {
  /** The package, for errors. */
  readonly from: string;
  /** By trigger. */
  readonly capabilities: Readonly<Record<string, Capabilities>>;
  start(load: Load, options: HostOptions): Promise<RunningServer>;
}

/** The services of Google that send messages as requests to any URL. */
export interface GoogleWires {
  readonly pubsubPush: MessageWire;
  readonly pubsubPushUnwrapped: MessageWire;
  readonly cloudTasks: MessageWire;
}

/** Puts functions behind subscriptions of Pub/Sub, wrapped and unwrapped, and queues of Cloud Tasks. */
export function createGoogleWires({ from, capabilities, start }: GoogleWay): GoogleWires {
  const way = (trigger: string) => ({
    trigger,
    from,
    capabilities: capabilities[trigger] ?? {},
    start,
    requests: true,
  });
  return {
    pubsubPush: createPubsubWire(way("pubsub-push")),
    pubsubPushUnwrapped: createPubsubWire({ ...way("pubsub-push-unwrapped"), envelope: unwrapped }),
    cloudTasks: createTasksWire(way("cloud-tasks")),
  };
}
