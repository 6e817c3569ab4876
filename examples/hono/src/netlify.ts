import { adapt } from "@onefn/netlify";
import * as functions from "./functions.js";

export default adapt(functions);
export const config = { path: "/*" };
