import { testMutants } from "./harness.js";

// In a separate file, so that both files run at the same time.
await testMutants(({ wire }) => !wire.startsWith("aws/"));
