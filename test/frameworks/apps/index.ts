import type { App } from "../app.js";
import { graphqlYoga } from "./graphql-yoga.mjs";
import { h3 } from "./h3.js";
import { ittyRouter } from "./itty-router.js";
import { reactRouter } from "./react-router.js";
import { trpc } from "./trpc.js";

export const apps: readonly App[] = [graphqlYoga, h3, ittyRouter, reactRouter, trpc];
