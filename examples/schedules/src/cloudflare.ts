import { adapt } from "@onefn/cloudflare/schedule";
import * as functions from "./functions.js";

export default adapt(functions);
