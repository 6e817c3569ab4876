import { adapt, stream } from "@onefn/aws";
import { contractFunctions } from "@onefn/contract/functions";
import { options } from "./options.mjs";

const make = process.env.CONTRACT_STREAMS === "true" ? stream : adapt;

export const handler = make(contractFunctions[process.env.CONTRACT_FUNCTIONS], options);
