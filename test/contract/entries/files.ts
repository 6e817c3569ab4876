import { readFileSync, writeFileSync } from "node:fs";

export const greeting = () => readFileSync("greeting.txt", "utf8");
export const bytes = () => Buffer.from("hello");
/** No function imports it, so no bundle has it. */
export const write = () => writeFileSync(__filename, "");
