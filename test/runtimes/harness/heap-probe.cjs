// Loaded ahead of a runtime (`node --expose-gc --require`): on SIGUSR2 it collects garbage and says what is left.
process.on("SIGUSR2", () => {
  globalThis.gc();
  console.log(`heap ${process.memoryUsage().heapUsed}`);
});
