import "onefn/fast";
import { registerContract } from "@onefn/contract";
import * as vitest from "vitest";
import { matrix } from "../matrix.js";
import { someWires } from "./some-wires.js";

// `new Response()` makes light ones here, also in the handlers of the contract.
for (const simulator of matrix) registerContract(someWires(simulator), vitest);
