import { type Adapt, bindTo } from "./bind.js";
import { http } from "./codecs/http.js";
import type { Environment } from "./native.js";

/** `adapt` in an environment. */
export function createAdapt(environment: () => Environment): Adapt {
  return bindTo(http, environment);
}
