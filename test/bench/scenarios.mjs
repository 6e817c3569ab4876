import { azure } from "./azure/scenario.mjs";
import { cold } from "./cold/scenario.mjs";
import { gcp } from "./gcp/scenario.mjs";
import { growth } from "./growth/scenario.mjs";
import { lambda } from "./lambda/scenario.mjs";
import { messages } from "./messages/scenario.mjs";
import { server } from "./server/scenario.mjs";

/** Everything that is measured; a cell is one table column: contenders side by side on one piece of work. */
export const scenarios = [lambda, server, gcp, azure, ...messages, growth, cold];
