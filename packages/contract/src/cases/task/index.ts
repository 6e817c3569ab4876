import type { TaskCase } from "../../case.js";
import { namedCases, refusedCases } from "./choice.js";
import { taskFailureCases } from "./failures.js";
import { taskLifetimeCases } from "./lifetime.js";
import { taskRequestCases } from "./requests.js";
import { schemaCases } from "./schemas.js";
import { unansweredCases } from "./unanswered.js";
import { valueCases } from "./values.js";

/** Cases that read what the caller gets. */
const answered: readonly TaskCase[] = [
  ...valueCases,
  ...schemaCases,
  ...taskFailureCases,
  ...taskLifetimeCases,
  ...namedCases,
  ...taskRequestCases,
].map((each) => ({ ...each, needs: ["answers", ...[each.needs ?? []].flat()] }));

/** The cases of every wire that calls tasks. */
export const taskCases: readonly TaskCase[] = [...answered, ...refusedCases, ...unansweredCases];
