import type { HttpCase } from "../../case.js";
import { addressCases } from "./addresses.js";
import { answerCases } from "./answers.js";
import { brokenBodyCases } from "./broken-bodies.js";
import { byteCases } from "./bytes.js";
import { concurrencyCases } from "./concurrency.js";
import { contextCases } from "./context.js";
import { contextCopyCases } from "./context-copies.js";
import { failureCases } from "./failures.js";
import { forbiddenHeaderCases } from "./forbidden-headers.js";
import { forwardingCases } from "./forwarding.js";
import { framingCases } from "./framing.js";
import { headerCases } from "./headers.js";
import { lifetimeCases } from "./lifetime.js";
import { logValueCases } from "./log-values.js";
import { middlewareCases } from "./middleware.js";
import { moduleCases } from "./modules.js";
import { oddRequestCases } from "./odd-requests.js";
import { pathCases } from "./paths.js";
import { relayCases } from "./relays.js";
import { requestBodyCases } from "./request-bodies.js";
import { routeCases } from "./routes.js";
import { standardCases } from "./standard.js";
import { streamCases } from "./streams.js";
import { unknownEventCases } from "./unknown-events.js";
import { unknownOptionCases } from "./unknown-options.js";
import { upstreamCases } from "./upstream.js";
import { urlCases } from "./urls.js";
import { validCases } from "./valid.js";
import { wrongKindCases } from "./wrong-kinds.js";

/** The cases of every HTTP wire. */
export const httpCases: readonly HttpCase[] = [
  ...urlCases,
  ...pathCases,
  ...headerCases,
  ...forbiddenHeaderCases,
  ...requestBodyCases,
  ...framingCases,
  ...oddRequestCases,
  ...forwardingCases,
  ...brokenBodyCases,
  ...validCases,
  ...answerCases,
  ...upstreamCases,
  ...relayCases,
  ...streamCases,
  ...byteCases,
  ...failureCases,
  ...contextCases,
  ...contextCopyCases,
  ...logValueCases,
  ...addressCases,
  ...lifetimeCases,
  ...routeCases,
  ...moduleCases,
  ...middlewareCases,
  ...standardCases,
  ...concurrencyCases,
  ...unknownEventCases,
  ...wrongKindCases,
  ...unknownOptionCases,
];
