import type { HttpFunction } from "onefn";
import { httpPipeline } from "onefn/provider";
import { type Adapt, bindTo } from "./bind.js";
import { httpStream } from "./codecs/http-stream.js";
import type { Environment } from "./native.js";

/** `stream` in an environment. */
export function createStream(environment: () => Environment): Adapt {
  return bindTo<HttpFunction>(environment, httpPipeline([httpStream]));
}
