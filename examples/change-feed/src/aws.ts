import { adapt } from "@onefn/aws";
import { catalogue, products } from "./functions.js";

// Changes from DynamoDB Streams, and requests from a function URL or a gateway.
export const handler = adapt({ products, catalogue });
