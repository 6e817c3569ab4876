import { adapt } from "@onefn/aws/http";
import * as functions from "./functions.js";

export const handler = adapt(functions);
