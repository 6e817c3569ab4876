import { adapt } from "@onefn/gcp";
import { functions } from "./floating.mjs";

export const handler = adapt(functions);
