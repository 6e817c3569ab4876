import { adapt, serve } from "@onefn/server";
import * as functions from "./functions.js";

await serve(adapt(functions), { health: "/healthz" });
