import { registerContract } from "@onefn/contract";
import { simulator } from "@onefn/server/simulator";
import * as vitest from "vitest";

registerContract(simulator, vitest);
