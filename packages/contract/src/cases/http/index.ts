import type { HttpCase } from "../../case.js";
import { addressCases } from "./addresses.js";
import { answerCases } from "./answers.js";
import { byteCases } from "./bytes.js";
import { concurrencyCases } from "./concurrency.js";
import { contextCases } from "./context.js";
import { failureCases } from "./failures.js";
import { forbiddenHeaderCases } from "./forbidden-headers.js";
import { headerCases } from "./headers.js";
import { lifetimeCases } from "./lifetime.js";
import { requestBodyCases } from "./request-bodies.js";
import { routeCases } from "./routes.js";
import { standardCases } from "./standard.js";
import { streamCases } from "./streams.js";
import { unknownEventCases } from "./unknown-events.js";
import { upstreamCases } from "./upstream.js";
import { urlCases } from "./urls.js";
import { wrongKindCases } from "./wrong-kinds.js";

/** What every http wire has to do. */
export const httpCases: readonly HttpCase[] = [
  ...urlCases,
  ...headerCases,
  ...forbiddenHeaderCases,
  ...requestBodyCases,
  ...answerCases,
  ...upstreamCases,
  ...streamCases,
  ...byteCases,
  ...failureCases,
  ...contextCases,
  ...addressCases,
  ...lifetimeCases,
  ...routeCases,
  ...standardCases,
  ...concurrencyCases,
  ...unknownEventCases,
  ...wrongKindCases,
];
