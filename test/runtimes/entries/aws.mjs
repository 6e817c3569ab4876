import { adapt, stream } from "@onefn/aws";
import { contractFunctions } from "@onefn/contract/functions";
import { options } from "./options.mjs";

export const http = adapt(contractFunctions.http, options);
export const anything = adapt(contractFunctions.anything, options);
export const message = adapt(contractFunctions.message, options);
export const httpStream = stream(contractFunctions.http, options);
export const anythingStream = stream(contractFunctions.anything, options);
