import { registerContract } from "@onefn/contract";
import * as vitest from "vitest";
import { simulator } from "../src/simulator.js";

registerContract(simulator, vitest);
