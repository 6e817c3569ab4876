import { cosmos, register } from "@onefn/azure/register";
import { catalogue, products } from "./functions.js";

// Only this mode of the change feed tells of deletions. Without a policy, a failed change never comes again.
const mode = "AllVersionsAndDeletes";
const retry = { strategy: "fixedDelay", maxRetryCount: -1, delayInterval: { seconds: 10 } } as const;

register("products", products, cosmos({ connection: "COSMOS", database: "shop", mode, retry }));
register("catalogue", catalogue, { basePath: "/api" });
