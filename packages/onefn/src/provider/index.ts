/**
 * What provider authors build on: codecs, pipelines, the adapter and the runtime's Fetch classes.
 * @packageDocumentation
 */

export {
  createRequest,
  createResponse,
  headerEntries,
  installFetch,
  installGlobals,
  takeBody,
  takeBuffered,
} from "#fetch";
export type { Adaptable } from "../adapter/adaptable.js";
export type { Handle } from "../adapter/adapter.js";
export { createAdapter, listFunctions } from "../adapter/adapter.js";
export type { AdaptOptions, Names } from "../adapter/options.js";
export { ADAPT_OPTIONS } from "../adapter/options.js";
export type { AnyCodec, Pipeline, Run } from "../adapter/pipeline.js";
export { logRejection } from "../adapter/rejection.js";
export type { Timers } from "../adapter/timers.js";
export { LONGEST_TIMER } from "../adapter/timers.js";
export { strictJson } from "../calls/json.js";
export type { CallKind, Choice } from "../calls/kind.js";
export type { CallFailure, CallOutcome } from "../calls/outcome.js";
export type { AnyCallsCodec } from "../calls/pipeline.js";
export { callPipeline, logCallFailure } from "../calls/pipeline.js";
export type { AnswerCall } from "../calls/requests.js";
export { withTaskRequests } from "../calls/requests.js";
export { answerNobody } from "../calls/unanswered.js";
export type { Carried } from "../calls/verdict.js";
export { verdictOf } from "../calls/verdict.js";
export type { Auth, Client } from "../context/context.js";
export type { LogEntry } from "../context/log.js";
export { formatLogLine, toLogJson } from "../context/log.js";
export type { Trace } from "../context/trace.js";
export { parseTraceparent } from "../context/trace.js";
export { HttpError, OnefnError } from "../errors.js";
export type { GridRecord } from "../event-grid/grid-event.js";
export { gridReadings } from "../event-grid/readings.js";
export { EventRequest } from "../events/event-request.js";
export { nameInPath } from "../events/name-in-path.js";
export type { EventOptions } from "../events/options.js";
export { EVENTS } from "../events/options.js";
export type { RequestCodec } from "../events/pipeline.js";
export { requestPipeline } from "../events/pipeline.js";
export type { RequestCallCodec, RequestCalls } from "../events/receivers.js";
export { requestCalls } from "../events/receivers.js";
export type { Subscribing, Wanted } from "../events/subscribing.js";
export { platformVerifies } from "../events/unverified.js";
export { markingBroken } from "../fetch/broken-body.js";
export { bytesOnly } from "../fetch/collect.js";
export type { ArrivingBody, RequestSource } from "../fetch/source.js";
export { absoluteUrl, resolveUrl } from "../http/absolute-url.js";
export type { CarriedBody } from "../http/carried-body.js";
export { carriedBody, carriedSize } from "../http/carried-body.js";
export { malformedEvent } from "../http/error-response.js";
export { adaptRequest, adaptResponse, announcedSize } from "../http/fetch-standard.js";
export { clientBehind, forwardedValue } from "../http/forwarded.js";
export { limitBody } from "../http/limit-body.js";
export type { StreamObserver } from "../http/observed-stream.js";
export { bindHttp, httpPipeline } from "../http/pipeline.js";
export type { Sink } from "../http/send.js";
export type { ChangeOperation, ChangeSource } from "../kinds/change.js";
export { changeKind } from "../kinds/change.js";
export { portableCron } from "../kinds/cron.js";
export type { CloudEventSource } from "../kinds/event.js";
export { eventKind } from "../kinds/event.js";
export type { AnyFunction, FunctionRecord } from "../kinds/function.js";
export { createIdentityEvent, identityKind } from "../kinds/identity.js";
export { messageKind } from "../kinds/message.js";
export type { ScheduleSource } from "../kinds/schedule.js";
export { lateness, scheduleKind } from "../kinds/schedule.js";
export type { StorageOperation, StorageSource } from "../kinds/storage.js";
export { storageKind } from "../kinds/storage.js";
export { inputInvalid, outputInvalid, taskKind } from "../kinds/task.js";
export type { TransformSource, TypedTransformSource } from "../kinds/transform.js";
export { transformKind, writtenBody } from "../kinds/transform.js";
export type { OptionCheck, OptionChecks } from "../option-checks.js";
export { checkOption, checkOptions } from "../option-checks.js";
export type { Drop, Outcome, Settled } from "../outcome.js";
export { promised } from "../promised.js";
export { createRecord } from "../record.js";
export { dataOf } from "../records/data.js";
export type { NumberFormat } from "../records/exact-number.js";
export { exactNumber, storedNumber } from "../records/exact-number.js";
export { failTogether } from "../records/fail-together.js";
export { failureAmong, failureOfRecord } from "../records/failure-among.js";
export type { RecordFunction } from "../records/function.js";
export type { AnyRecordKind, RecordKind } from "../records/kind.js";
export { recordPipeline } from "../records/pipeline.js";
export type {
  AttributeValue,
  BodySource,
  MessageSource,
  RecordSource,
} from "../records/source.js";
export { contentTypeAmong, textOrBytes } from "../records/untyped.js";
export type { PartitionKeys } from "../transformed.js";
export type {
  AnyHttpCodec,
  AnyRecordCodec,
  Call,
  CallCodec,
  CallInput,
  CallsCodec,
  HttpCodec,
  LaneOf,
  Reading,
  RecordCodec,
} from "./codec.js";
export type { Capabilities, Capability, ContextReaders, Kind, Provider } from "./provider.js";
export { defineProvider } from "./provider.js";
