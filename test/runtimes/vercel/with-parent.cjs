// Loaded into the dev server by NODE_OPTIONS: it ends when the process that has started it does.
process.once("disconnect", () => process.exit());
