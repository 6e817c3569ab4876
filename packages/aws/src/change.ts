/**
 * Only changes of tables, through every wire of Lambda that delivers them.
 * @packageDocumentation
 */
import type { ChangeFunction } from "onefn";
import { changeKind, recordPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "./adapt.js";
import { documentdb } from "./codecs/documentdb.js";
import { dynamodb } from "./codecs/dynamodb.js";

export type { Adapt, LambdaHandler } from "./adapt.js";
export type { AwsOptions } from "./options.js";

/** `adapt` for change functions. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<ChangeFunction> = /* @__PURE__ */ createAdapt(
  recordPipeline([changeKind], [dynamodb, documentdb]),
);
