import { register } from "@onefn/azure/register";
import * as functions from "./functions.js";

register("hello", functions, { basePath: "/api" });
