import type { Context, HttpContext } from "onefn";
import type { GridRecord } from "onefn/provider";
import type { BlobRecord } from "./codecs/blob.js";
import type { CosmosRecord } from "./codecs/cosmos.js";
import { type EntraEvent, entraEventIn } from "./codecs/entra-event.js";
import type { SettledMessage } from "./codecs/settled-message.js";
import type { SqlRecord } from "./codecs/sql.js";
import type { TimerRecord } from "./codecs/timer.js";
import type { TriggeredRecord } from "./codecs/triggered.js";
import type { AzureContext, AzureRequest } from "./native.js";

/** A native record of any trigger that delivers records. */
export type AzureRecord =
  | TriggeredRecord
  | SettledMessage
  | TimerRecord
  | BlobRecord
  | SqlRecord
  | CosmosRecord
  | GridRecord
  | EntraEvent;

/** The type of `context.platform` on Azure Functions, in an HTTP function. */
export interface AzurePlatform {
  /** The library's request. Its body is one stream: read it here or from the portable Request. */
  readonly request: AzureRequest;
  /** The library's context, with `extraInputs`, `extraOutputs` and `options`. */
  readonly context: AzureContext;
}

/** The type of `context.platform` on Azure Functions, in a function of any other kind. */
export interface AzureRecordPlatform {
  /**
   * What the library passes to the function: one body, the bodies of a batch, `{ messages, actions }` to settle, or a
   * request that has been read.
   */
  readonly input: unknown;
  /** The native record of this message; undefined in the context of a batch. */
  readonly record: AzureRecord | undefined;
  /** The library's context, with `triggerMetadata` and `options`. */
  readonly context: AzureContext;
}

/**
 * Whether a context is Azure Functions'. If so, `platform` is typed.
 *
 * @example
 * if (isAzure(context)) context.platform.context.invocationId;
 */
export function isAzure<C extends Context>(
  context: C,
): context is C & {
  readonly provider: "azure";
  readonly platform: C extends HttpContext ? AzurePlatform : AzureRecordPlatform;
} {
  return context.provider === "azure";
}

/**
 * What Microsoft Entra told of a user, by its own names. In an identity function, `adapt` has verified it.
 *
 * @param platform `context.platform`.
 * @example
 * if (isAzure(context)) context.log.info("locale", { locale: entraEvent(context.platform)?.data.authenticationContext.client?.locale });
 */
export function entraEvent({ record }: { readonly record?: unknown }): EntraEvent | undefined {
  return entraEventIn(record);
}

export type { EntraResponses } from "./codecs/entra-responses.js";
export { entraResponse } from "./codecs/entra-responses.js";
export type {
  AzureContext,
  AzureRequest,
  BlobRecord,
  CosmosRecord,
  EntraEvent,
  GridRecord,
  SettledMessage,
  SqlRecord,
  TimerRecord,
  TriggeredRecord,
};
