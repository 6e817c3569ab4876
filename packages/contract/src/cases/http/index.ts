import type { HttpCase } from "../../case.js";
import { answerCases } from "./answers.js";
import { brokenBodyCases } from "./broken-bodies.js";
import { concurrencyCases } from "./concurrency.js";
import { contextCases } from "./context.js";
import { contextCopyCases } from "./context-copies.js";
import { failureCases } from "./failures.js";
import { forwardingCases } from "./forwarding.js";
import { framingCases } from "./framing.js";
import { headerCases } from "./headers.js";
import { lifetimeCases } from "./lifetime.js";
import { pathCases } from "./paths.js";
import { oddRequestCases } from "./odd-requests.js";
import { moduleCases } from "./modules.js";
import { middlewareCases } from "./middleware.js";
import { logValueCases } from "./log-values.js";
import { relayCases } from "./relays.js";
import { requestBodyCases } from "./request-bodies.js";
import { routeCases } from "./routes.js";
import { standardCases } from "./standard.js";
import { streamCases } from "./streams.js";
import { unknownEventCases } from "./unknown-events.js";
import { unknownOptionCases } from "./unknown-options.js";
import { urlCases } from "./urls.js";
import { validCases } from "./valid.js";
import { wrongKindCases } from "./wrong-kinds.js";

/** What every http wire has to do. */
export const httpCases: readonly HttpCase[] = [
  ...urlCases,
  ...pathCases,
  ...headerCases,
  ...requestBodyCases,
  ...framingCases,
  ...oddRequestCases,
  ...forwardingCases,
  ...brokenBodyCases,
  ...validCases,
  ...answerCases,
  ...relayCases,
  ...streamCases,
  ...failureCases,
  ...contextCases,
  ...contextCopyCases,
  ...logValueCases,
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
