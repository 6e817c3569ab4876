import { http } from "onefn";
import { app } from "./app.js";

export const honoApp = http({ path: "/app/*" }, app.fetch);
