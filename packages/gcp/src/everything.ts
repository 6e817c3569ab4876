import { cloudTasks } from "@onefn/server/cloud-tasks";
import { pubsub, pubsubReading, pubsubUnwrapped } from "@onefn/server/pubsub";
import type {
  ChangeFunction,
  EventFunction,
  HttpFunction,
  IdentityFunction,
  MessageFunction,
  ScheduleFunction,
  StorageFunction,
  TaskFunction,
  TransformFunction,
} from "onefn";
import {
  changeKind,
  eventKind,
  identityKind,
  messageKind,
  recordPipeline,
  requestCalls,
  requestPipeline,
  scheduleKind,
  storageKind,
  transformKind,
  withTaskRequests,
} from "onefn/provider";
import type { Carried } from "./adapt.js";
import { anyEvent } from "./codecs/any-event.js";
import { bigquery } from "./codecs/bigquery.js";
import { blocking } from "./codecs/blocking.js";
import { cloudScheduler } from "./codecs/cloud-scheduler.js";
import { cloudStorage } from "./codecs/cloud-storage.js";
import { eventarcEvents, eventarcRequests } from "./codecs/eventarc.js";
import { firestore } from "./codecs/firestore/change.js";
import { functionsFramework } from "./codecs/functions-framework.js";
import { pubsubEvent } from "./codecs/pubsub-event.js";
import { pubsubEventarc } from "./codecs/pubsub-eventarc.js";
import { pubsubTick } from "./codecs/pubsub-tick.js";
import { realtimeDatabase } from "./codecs/realtime-database.js";
import { hasWrappedEvent } from "./codecs/wrapped-event.js";
import { withEvents } from "./events.js";

/** The functions that Google Cloud runs. */
export type GcpFunction =
  | HttpFunction
  | MessageFunction
  | StorageFunction
  | ChangeFunction
  | ScheduleFunction
  | EventFunction
  | TaskFunction
  | TransformFunction
  | IdentityFunction;

const kinds = [messageKind, storageKind, changeKind, scheduleKind, eventKind];

/** A message may be a tick, and any event may be one that nobody reads otherwise. */
const published = [pubsubReading, pubsubTick];

const readings = [cloudStorage, firestore, realtimeDatabase, anyEvent];

/** What Pub/Sub pushes, unless it holds an event. */
const isMessage: typeof pubsub.matches = (event, context) =>
  pubsub.matches(event, context) && !hasWrappedEvent(event);

/** All that functions-framework hands over: requests, events in requests, and events without. */
export const everything: Carried = /* @__PURE__ */ withEvents(
  withTaskRequests(
    requestPipeline(
      [functionsFramework],
      [...kinds, transformKind],
      [
        cloudTasks,
        { ...pubsubUnwrapped, readings: published },
        { ...pubsub, matches: isMessage, readings: [...published, pubsubEvent] },
        cloudScheduler,
        bigquery,
        eventarcRequests(readings),
      ],
      [requestCalls(identityKind, [blocking])],
    ),
  ),
  recordPipeline(kinds, [
    eventarcEvents(readings),
    { ...pubsubEventarc, readings: [...published, pubsubEvent] },
  ]),
);
