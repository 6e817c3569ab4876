import { adapt } from "@onefn/aws/identity/cognito";
import * as functions from "./functions.js";

// Cognito asks again after five seconds, so that a later answer is of no use.
export const handler = adapt(functions, { timeout: 5000 });
