// Loaded ahead of a runtime (`node --expose-gc --require`): on SIGUSR2 it collects garbage and says what is in use.
process.on("SIGUSR2", () => {
  globalThis.gc();
  console.log(`in use ${process.memoryUsage().heapUsed} ${process.getActiveResourcesInfo().length}`);
});
