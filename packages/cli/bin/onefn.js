#!/usr/bin/env node
// No built file: pnpm links commands when it installs, which is before anything is built.
import { run } from "../dist/index.js";

await run(process.argv.slice(2));
