import type { AnyRecordCodec } from "onefn/provider";
import { eventHub } from "./event-hub.js";
import { kafka } from "./kafka.js";
import { serviceBus } from "./service-bus.js";
import { serviceBusSettled } from "./service-bus-settled.js";
import { storageQueue } from "./storage-queue.js";

/** Every trigger that delivers messages. */
export const messageCodecs: readonly AnyRecordCodec[] = [
  serviceBus,
  serviceBusSettled,
  storageQueue,
  eventHub,
  kafka,
];
