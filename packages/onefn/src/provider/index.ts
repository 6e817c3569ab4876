/**
 * What the authors of providers build on: codecs, pipelines, the adapter, and the runtime's Fetch classes.
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
export { ADAPT_OPTIONS } from "../adapter/check-options.js";
export { LONGEST_TIMER } from "../adapter/longest-timer.js";
export type { AdaptOptions } from "../adapter/options.js";
export type { AnyCodec, Pipeline, Run } from "../adapter/pipeline.js";
export { logRejection } from "../adapter/rejection.js";
export type { Auth, Client } from "../context/context.js";
export type { LogEntry } from "../context/log.js";
export { formatLogLine, toLogJson } from "../context/log.js";
export type { Trace } from "../context/trace.js";
export { parseTraceparent } from "../context/trace.js";
export { demand } from "../demand.js";
export { HttpError, OnefnError } from "../errors.js";
export { markingBroken } from "../fetch/broken-body.js";
export { byteStream } from "../fetch/byte-stream.js";
export { bytesOnly } from "../fetch/bytes-only.js";
export type { ArrivingBody, RequestSource } from "../fetch/source.js";
export type { AnyFunction, FunctionRecord } from "../functions/function.js";
export { absoluteUrl, resolveUrl } from "../http/absolute-url.js";
export { errorResponse } from "../http/answer.js";
export type { CarriedBody } from "../http/carried-body.js";
export { carriedBody, carriedSize } from "../http/carried-body.js";
export { discardBody } from "../http/discard-body.js";
export type { Follower } from "../http/follow.js";
export { clientBehind, forwardedValue } from "../http/forwarded.js";
export { limitBody } from "../http/limit-body.js";
export { malformedEvent } from "../http/malformed-event.js";
export { announcedSize, passRequest, passResponse } from "../http/pass.js";
export type { AnyHttpCodec } from "../http/pipeline.js";
export { bindHttp, httpPipeline } from "../http/pipeline.js";
export type { Sink } from "../http/send.js";
export type { AnyBatchCodec } from "../message/deliver.js";
export { exactNumber } from "../message/exact-number.js";
export { messagePipeline } from "../message/pipeline.js";
export type { AttributeValue, MessageSource } from "../message/source.js";
export type { OptionCheck, OptionChecks } from "../option-checks.js";
export { checkOptions } from "../option-checks.js";
export type { Outcome } from "../outcome.js";
export { promised } from "../promised.js";
export { createRecord } from "../record.js";
export type {
  Batch,
  Capabilities,
  Capability,
  ContextReaders,
  Decoding,
  Encoding,
  HttpCodec,
  Kind,
  Provider,
  Single,
} from "./provider.js";
export { defineProvider } from "./provider.js";
