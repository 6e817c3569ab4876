import { checkFunction } from "@onefn/contract";
import { describe, it } from "vitest";
import { describeChecks } from "./checks.js";
import { describeInputs } from "./inputs.js";
import { describeKinds } from "./kinds.js";

describeChecks(checkFunction, { describe, it });
describeKinds(checkFunction, { describe, it });
describeInputs(checkFunction, { describe, it });
