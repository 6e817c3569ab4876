/**
 * One function, every cloud: what the author of a function imports.
 * Adapters and other providers are built on `onefn/provider`.
 * @packageDocumentation
 */

export type {
  Auth,
  Client,
  Context,
  Geo,
  HttpContext,
  ProviderName,
  Runtime,
} from "./context/context.js";
export type { ContextInit, TestContext } from "./context/create.js";
export { createContext } from "./context/create.js";
export type { Log, LogEntry, LogFields, LogLevel } from "./context/log.js";
export type { Trace } from "./context/trace.js";
export type { Allow, AllowOptions, Decision, Deny, DenyOptions, PlatformAnswer } from "./decision.js";
export { allow, deny, isDecision } from "./decision.js";
export type { ErrorCode } from "./errors.js";
export { HttpError, isHttpError, OnefnError } from "./errors.js";
export type {
  InputIssue,
  InputOptions,
  InputPart,
  OnInvalid,
  Validated,
} from "./http/input.js";
export type { PathParams, ValidPath } from "./http/path.js";
export type { AwaitThePromiseFirst } from "./http/respond.js";
export { bytes, empty, html, json, redirect, stream, text } from "./http/respond.js";
export type { Change, ChangeFunction, ChangeInit, ChangeOperation, ChangeOptions } from "./kinds/change.js";
export { change, createChange } from "./kinds/change.js";
export type { Every } from "./kinds/cron.js";
export type {
  CloudEventInit,
  EventFunction,
  EventOf,
  EventOptions,
  EventResult,
  SchemasByType,
  TypedEvent,
} from "./kinds/event.js";
export { createEvent, event } from "./kinds/event.js";
export type { AnyFunction, FunctionRecord, MaybePromise } from "./kinds/function.js";
export { isOnefnFunction } from "./kinds/function.js";
export type { HttpFunction, HttpOptions, OnError } from "./kinds/http.js";
export { DEFAULT_BODY_LIMIT, http } from "./kinds/http.js";
export type {
  IdentityEvent,
  IdentityEventInit,
  IdentityFunction,
  IdentityMoment,
  IdentityOptions,
  IdentityRequest,
  IdentityUser,
} from "./kinds/identity.js";
export { createIdentityEvent, identity } from "./kinds/identity.js";
export type {
  BatchMessageFunction,
  BatchResult,
  Message,
  MessageData,
  MessageFunction,
  MessageInit,
  MessageOptions,
  MessageResult,
  SingleMessageFunction,
} from "./kinds/message.js";
export { createMessage, message } from "./kinds/message.js";
export type {
  ScheduleFunction,
  ScheduleOptions,
  ScheduleResult,
  Tick,
  TickInit,
} from "./kinds/schedule.js";
export { createTick, schedule } from "./kinds/schedule.js";
export type {
  StorageFunction,
  StorageNotification,
  StorageNotificationInit,
  StorageOperation,
  StorageOptions,
} from "./kinds/storage.js";
export { createStorageNotification, storage } from "./kinds/storage.js";
export type { TaskFunction, TaskInput, TaskOptions, TaskReturn } from "./kinds/task.js";
export { task } from "./kinds/task.js";
export type {
  Transformed,
  TransformFunction,
  TransformOptions,
  TransformRecord,
  TransformRecordInit,
} from "./kinds/transform.js";
export { createTransformRecord, transform } from "./kinds/transform.js";
export type { Additions, EventMiddleware, HttpMiddleware, Provide } from "./middleware.js";
export { provide } from "./middleware.js";
export type { Ack, Drop, Outcome, Reject, Retry } from "./outcome.js";
export { ack, isOutcome, reject, retry } from "./outcome.js";
export type { CloudEvent, EventInit } from "./records/event.js";
export type { NumberFormat } from "./records/exact-number.js";
export type {
  DeadLetter,
  DeadLetterCause,
  RecordFunction,
  RecordOptions,
  RejectedPolicy,
} from "./records/function.js";
export { DEFAULT_CONCURRENCY } from "./records/function.js";
export type { AttributeValue, BodyFormat } from "./records/source.js";
export type { Schema, SchemaInput, SchemaIssue, SchemaOutput, SchemaResult } from "./schema.js";
export type { TaskErrorOptions } from "./task-error.js";
export { isTaskError, TaskError } from "./task-error.js";
export type { Partitioned, PartitionKeys } from "./transformed.js";
export { drop, isDrop, partitioned } from "./transformed.js";
