#!/usr/bin/env node
// Not a built file: pnpm links commands at install, before anything is built.
import { run } from "../dist/index.js";

await run(process.argv.slice(2));
