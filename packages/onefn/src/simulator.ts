/**
 * The shape of a provider's simulator. The contract kit and the development server use only these types, so an
 * in-process simulator and a provider's own runtime in another process are interchangeable. Also here: the broker for
 * every source of records, schemas of native results, and the client's end of the wire for simulators of platforms
 * that speak the Fetch standard.
 * @packageDocumentation
 */

export { describeIssues } from "./schema.js";
export { createBroker } from "./simulation/broker.js";
export type { BrokerOptions, Delivery, Fate, Sending, Settlement } from "./simulation/broker-source.js";
export type {
  CallDeployment,
  Caller,
  CallWire,
  HttpDeployment,
  HttpExchange,
  HttpOptions,
  HttpWire,
} from "./simulation/call-wire.js";
export type { ChangeWire, OutgoingChange } from "./simulation/change-wire.js";
export { inChunks } from "./simulation/chunked-body.js";
export type { ClientRequest, HeaderLine } from "./simulation/client-request.js";
export { isHttp, readClientRequest } from "./simulation/client-request.js";
export type { Receiving, ServedResponse } from "./simulation/client-response.js";
export { toClientResponse } from "./simulation/client-response.js";
export { createClock } from "./simulation/clock.js";
export type { EventWire, OutgoingEvent } from "./simulation/event-wire.js";
export { FunctionLog } from "./simulation/function-log.js";
export type { HttpService, RunningFunctions, Told } from "./simulation/http-deployment.js";
export { createHttpDeployment } from "./simulation/http-deployment.js";
export { type DocumentedAnswer, httpResult, type WrongAnswer } from "./simulation/http-result.js";
export type {
  IdentityCaller,
  IdentityReply,
  IdentityWire,
  OutgoingHook,
} from "./simulation/identity-wire.js";
export type { Installed } from "./simulation/installed.js";
export { importInstalled } from "./simulation/installed.js";
export type { MessageWords, ReadWords } from "./simulation/message-words.js";
export { readWords } from "./simulation/message-words.js";
export type {
  DeliveryReport,
  DrainReport,
  Expiry,
  MessageWire,
  OutgoingMessage,
  RecordDeployment,
  RecordExchange,
  RecordOptions,
  RecordWire,
  RewriteRequest,
  WrittenRequest,
} from "./simulation/record-wire.js";
export { reloading } from "./simulation/reloading.js";
export type { RequestDetails, RequestWords } from "./simulation/request-words.js";
export { toRequest } from "./simulation/request-words.js";
export type { ResultSchema } from "./simulation/result-schema.js";
export { schema } from "./simulation/result-schema.js";
export type {
  OutgoingTick,
  ScheduleDeployment,
  ScheduleOptions,
  ScheduleWire,
} from "./simulation/schedule-wire.js";
export { createSchedules, cronNamed, scheduleNamed } from "./simulation/schedule-wire.js";
export type { RecordKindName, SentOf, Simulator, Wire, WiresByKind } from "./simulation/simulator.js";
export { findWire, wiresOf } from "./simulation/simulator.js";
export type { OutgoingNotification, StorageWire } from "./simulation/storage-wire.js";
export { createTaskRequests, type TaskRequestOptions, taskRequest } from "./simulation/task-requests.js";
export type { TaskCaller, TaskReply, TaskReplyError, TaskWire } from "./simulation/task-wire.js";
export { type Answered, deployThroughHttp, pathBelow } from "./simulation/through-http.js";
export type {
  OutgoingRecord,
  TransformCaller,
  TransformReply,
  TransformResult,
  TransformWire,
} from "./simulation/transform-wire.js";
export { allFailed } from "./simulation/transform-wire.js";
export { whileThere, within } from "./simulation/waiting.js";
export type {
  Clock,
  Deployment,
  DocumentedResult,
  Exchange,
  LimitedRuntime,
  Load,
  NativeResult,
  ReplaceEvent,
  SimulatorOptions,
  UndocumentedResult,
  WireOf,
} from "./simulation/wire.js";
