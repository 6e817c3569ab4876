import { http } from "onefn";
import { answerFunctions } from "./answers.js";
import { contextFunctions } from "./context.js";
import { failureFunctions } from "./failures.js";
import { inputFunctions, see } from "./input.js";
import { ponyfillFunctions } from "./ponyfill.js";
import { middlewareFunctions, routeFunctions } from "./routes.js";
import { standardFunctions } from "./standard.js";
import { streamFunctions } from "./streams.js";
import { upstreamFunctions } from "./upstream.js";

/** One deployable with every http function that the cases call, each under a path of its own. */
export const httpFunctions = {
  ...inputFunctions,
  ...standardFunctions,
  ...answerFunctions,
  ...ponyfillFunctions,
  ...streamFunctions,
  ...upstreamFunctions,
  ...failureFunctions,
  ...contextFunctions,
  ...routeFunctions,
  ...middlewareFunctions,
};

/** One function without a path, as most deployments have it: whatever the URL is, it tells what it saw. */
export const anything = http(see);
