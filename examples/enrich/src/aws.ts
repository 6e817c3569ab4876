import { adapt } from "@onefn/aws/transform";
import { clicks } from "./functions.js";

// Records of a Firehose stream, and rows of Redshift.
export const handler = adapt(clicks);
