export * from "../../../src/fetch/fast.js";
export * from "../../../src/fetch/node.js";
