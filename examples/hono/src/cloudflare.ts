import { adapt } from "@onefn/cloudflare";
import * as functions from "./functions.js";

export default adapt(functions);
