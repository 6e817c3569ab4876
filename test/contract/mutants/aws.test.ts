import { testMutants } from "./harness.js";

await testMutants(({ wire }) => wire.startsWith("aws/"));
