import { registerContract } from "@onefn/contract";
import { simulator } from "@onefn/gcp/simulator";
import * as vitest from "vitest";

registerContract(simulator, vitest);
