import { http } from "onefn";
import { answerFunctions } from "./answers.js";
import { brokenBodyFunctions } from "./broken-bodies.js";
import { contextFunctions } from "./context.js";
import { failureFunctions } from "./failures.js";
import { forwardFunctions } from "./forward.js";
import { inputFunctions, see } from "./input.js";
import { pathFunctions } from "./paths.js";
import { ponyfillFunctions } from "./ponyfill.js";
import { quietMiddlewareFunctions } from "./quiet-middleware.js";
import { relayFunctions } from "./relays.js";
import { middlewareFunctions, routeFunctions } from "./routes.js";
import { standardFunctions } from "./standard.js";
import { streamFunctions } from "./streams.js";
import { upstreamFunctions } from "./upstream.js";
import { validFunctions } from "./valid.js";

/** One deployable with every HTTP function that the cases call, each under its own path. */
export const httpFunctions = {
  ...inputFunctions,
  ...brokenBodyFunctions,
  ...validFunctions,
  ...standardFunctions,
  ...answerFunctions,
  ...ponyfillFunctions,
  ...forwardFunctions,
  ...relayFunctions,
  ...streamFunctions,
  ...upstreamFunctions,
  ...failureFunctions,
  ...contextFunctions,
  ...routeFunctions,
  ...pathFunctions,
  ...middlewareFunctions,
  ...quietMiddlewareFunctions,
};

/** One function without a path, as in most deployments: it reports what it saw for any URL. */
export const anything = http(see);
