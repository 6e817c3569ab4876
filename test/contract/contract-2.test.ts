import { registerContract } from "@onefn/contract";
import * as vitest from "vitest";
import { halfOfMatrix } from "./halves.js";

for (const simulator of halfOfMatrix(1)) registerContract(simulator, vitest);
