import "@onefn/azure";

export { load } from "./raw.mjs";
