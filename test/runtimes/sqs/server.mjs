// SQS and SNS on this machine. They need a newer Node than the tests: this is a process of its own.
import { buildApp } from "fauxqs";

const app = buildApp({ logger: false });
console.log(await app.listen({ host: "127.0.0.1", port: 0 }));
