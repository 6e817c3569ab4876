import { registerContract } from "@onefn/contract";
import * as vitest from "vitest";
import { someWires } from "./some-wires.js";

// Node's own Request is what handlers get then; it is read when an adapter is first imported.
process.env.ONEFN_GLOBALS = "off";
const { matrix } = await import("../matrix.js");

for (const simulator of matrix) registerContract(someWires(simulator), vitest);
