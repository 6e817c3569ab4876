import { type StorageFunction, type StorageNotification, storage } from "onefn";
import type { Order } from "../records/behaviour.js";
import type { RecordDefiner } from "../records/definer.js";

/** An object's key that holds the instruction for its handler, after the first slash. */
export function keyFor(order: Order, folder = "any"): string {
  return `${folder}/${JSON.stringify(order)}`;
}

/** The key of a notification's object holds the instruction for its handler. */
export const storageDefiner: RecordDefiner<StorageNotification> = {
  kind: "storage",
  one: ({ place, use = [], schema: _, ...options }, handler) =>
    storage(
      {
        ...options,
        ...(place !== undefined && { bucket: place }),
        use,
      },
      handler as StorageFunction["handler"] as () => void,
    ),
  order: ({ key }) => JSON.parse(key.slice(key.indexOf("/") + 1)) as Order,
  attempt: () => undefined,
};
