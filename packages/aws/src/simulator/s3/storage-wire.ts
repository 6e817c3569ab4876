import type {
  OutgoingNotification,
  RecordDeployment,
  RecordOptions,
  Sending,
  StorageWire,
} from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { LambdaHost, LambdaInstance } from "../host.js";
import { DEFAULT_TIMEOUT } from "../lambda/limits.js";
import { startRecords } from "../lambda/start-records.js";

type Deployed = (
  running: LambdaInstance,
  timeout: number,
  options: RecordOptions<OutgoingNotification>,
) => RecordDeployment<OutgoingNotification>;

/** A wire whose places are buckets. */
export function storageWire(
  trigger: string,
  result: StorageWire["result"],
  host: LambdaHost,
  deployed: Deployed,
): StorageWire {
  return {
    kind: "storage",
    shape: "records",
    trigger,
    capabilities: capabilities[trigger] ?? {},
    result,
    async deploy(load, options = {}) {
      const { timeout = DEFAULT_TIMEOUT } = options;
      const running = await startRecords(host, load, { ...options, timeout });
      return deployed(running, timeout, options);
    },
  };
}

/** Where a notification is in what a sender sends, for errors. */
export function placeOf({ to, index, count }: Sending): string {
  return `s3 notification ${index + 1} of ${count} for ${to}`;
}
