import { adapt } from "@onefn/vercel";
import * as functions from "./functions.js";

export default adapt(functions);
