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
export type { ErrorCode } from "./errors.js";
export { HttpError, isHttpError, OnefnError } from "./errors.js";
export type { AnyFunction, FunctionRecord, MaybePromise } from "./functions/function.js";
export { isOnefnFunction } from "./functions/function.js";
export type { HttpFunction, HttpOptions, OnError } from "./functions/http.js";
export { DEFAULT_BODY_LIMIT, http } from "./functions/http.js";
export type {
  InputIssue,
  InputOptions,
  InputPart,
  OnInvalid,
  Validated,
} from "./functions/input.js";
export type {
  BatchMessageFunction,
  BatchResult,
  MessageData,
  MessageFunction,
  MessageOptions,
  MessageResult,
  SingleMessageFunction,
} from "./functions/message.js";
export { DEFAULT_CONCURRENCY, message } from "./functions/message.js";
export type { PathParams, ValidPath } from "./functions/path.js";
export type { AwaitThePromiseFirst } from "./http/respond.js";
export { bytes, empty, html, json, redirect, stream, text } from "./http/respond.js";
export type { MessageInit } from "./message/create.js";
export { createMessage } from "./message/create.js";
export type { CloudEvent, Message } from "./message/message.js";
export type { AttributeValue, BodyFormat } from "./message/source.js";
export type { Additions, EventMiddleware, HttpMiddleware, Provide } from "./middleware.js";
export { provide } from "./middleware.js";
export type { Ack, Outcome, Reject, Retry } from "./outcome.js";
export { ack, isOutcome, reject, retry } from "./outcome.js";
export type { Schema, SchemaIssue, SchemaOutput, SchemaResult } from "./schema.js";
