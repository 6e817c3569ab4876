import type {
  ChangeFunction,
  EventFunction,
  HttpFunction,
  IdentityFunction,
  MessageFunction,
  ScheduleFunction,
  StorageFunction,
  TaskFunction,
} from "onefn";
import {
  callPipeline,
  changeKind,
  eventKind,
  identityKind,
  messageKind,
  recordPipeline,
  requestCalls,
  requestPipeline,
  storageKind,
  taskKind,
} from "onefn/provider";
import { type Adapt, bindAs } from "./bind.js";
import { blob } from "./codecs/blob.js";
import { cosmos } from "./codecs/cosmos.js";
import { durableActivity } from "./codecs/durable-activity.js";
import { entra } from "./codecs/entra.js";
import { eventGrid } from "./codecs/event-grid.js";
import { http } from "./codecs/http.js";
import { messageCodecs } from "./codecs/messages.js";
import { sql } from "./codecs/sql.js";
import { azureWithEvents } from "./events.js";
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
  | TaskFunction
  | IdentityFunction;

/** `adapt` in an environment. */
export function createAdapt(environment: () => Environment): Adapt<AnyAzureFunction> {
  return bindAs<AnyAzureFunction>(
    azureWithEvents,
    environment,
    requestPipeline([http], [], [], [requestCalls(identityKind, [entra])]),
    recordPipeline(
      [messageKind, storageKind, changeKind, eventKind],
      [...messageCodecs, blob, cosmos, sql, eventGrid],
    ),
    schedulesIn(environment),
    callPipeline(taskKind, [durableActivity]),
  );
}
