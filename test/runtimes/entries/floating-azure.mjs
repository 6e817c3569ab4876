import { register } from "@onefn/azure/register";
import { functions } from "./floating.mjs";

register("shop", functions, { basePath: "/api" });
