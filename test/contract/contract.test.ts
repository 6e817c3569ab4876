import { gapsOf, registerContract } from "@onefn/contract";
import * as vitest from "vitest";
import { halfOfMatrix } from "./halves.js";
import { matrix } from "./matrix.js";

for (const simulator of halfOfMatrix(0)) registerContract(simulator, vitest);

// What the providers cannot do is part of the result.
console.log(`\n${matrix.map(gapsOf).join("\n\n")}\n`);
