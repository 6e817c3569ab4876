import { registerContract } from "@onefn/contract";
import * as vitest from "vitest";
import { simulator } from "../src/simulator/index.js";

registerContract(simulator, vitest);
