import type { App } from "../app.js";

// The library's own types bring the DOM's, which would change the globals of the whole program.
export declare const graphqlYoga: App;
