import type { TaskCase } from "../../case.js";
import { choiceCases } from "./choice.js";
import { taskFailureCases } from "./failures.js";
import { taskLifetimeCases } from "./lifetime.js";
import { taskRequestCases } from "./requests.js";
import { schemaCases } from "./schemas.js";
import { valueCases } from "./values.js";

/** The cases of every wire that calls tasks. */
export const taskCases: readonly TaskCase[] = [
  ...valueCases,
  ...schemaCases,
  ...taskFailureCases,
  ...taskLifetimeCases,
  ...choiceCases,
  ...taskRequestCases,
];
