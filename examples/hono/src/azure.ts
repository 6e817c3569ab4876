import { register } from "@onefn/azure/register";
import * as functions from "./functions.js";

register("hono", functions, { basePath: "/api" });
