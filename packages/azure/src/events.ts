import { EVENTS } from "onefn/provider";
import { azure } from "./provider.js";

/** Azure Functions, where events arrive as requests. */
export const azureWithEvents: typeof azure = { ...azure, options: { ...azure.options, events: EVENTS } };
