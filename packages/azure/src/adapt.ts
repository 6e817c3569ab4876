import type {
  ChangeFunction,
  EventFunction,
  HttpFunction,
  MessageFunction,
  ScheduleFunction,
  StorageFunction,
  TaskFunction,
} from "onefn";
import {
  callPipeline,
  changeKind,
  eventKind,
  httpPipeline,
  messageKind,
  recordPipeline,
  storageKind,
  taskKind,
} from "onefn/provider";
import { type Adapt, bindTo } from "./bind.js";
import { blob } from "./codecs/blob.js";
import { cosmos } from "./codecs/cosmos.js";
import { durableActivity } from "./codecs/durable-activity.js";
import { eventGrid } from "./codecs/event-grid.js";
import { http } from "./codecs/http.js";
import { messageCodecs } from "./codecs/messages.js";
import { sql } from "./codecs/sql.js";
import type { Environment } from "./native.js";
import { schedulesIn } from "./schedules.js";

/** A function of any kind that Azure Functions can trigger. */
export type AnyAzureFunction =
  | HttpFunction
  | MessageFunction
  | ScheduleFunction
  | StorageFunction
  | ChangeFunction
  | EventFunction
  | TaskFunction;

/** `adapt` in an environment. */
export function createAdapt(environment: () => Environment): Adapt<AnyAzureFunction> {
  return bindTo<AnyAzureFunction>(
    environment,
    httpPipeline([http]),
    recordPipeline(
      [messageKind, storageKind, changeKind, eventKind],
      [...messageCodecs, blob, cosmos, sql, eventGrid],
    ),
    schedulesIn(environment),
    callPipeline(taskKind, [durableActivity]),
  );
}
