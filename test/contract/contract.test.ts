import { registerContract } from "@onefn/contract";
import * as vitest from "vitest";
import { matrix } from "./matrix.js";

for (const simulator of matrix) registerContract(simulator, vitest);
