import { adapt } from "@onefn/gcp";
import * as functions from "./functions.js";

export const handler = adapt(functions);
