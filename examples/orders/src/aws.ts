import { adapt } from "@onefn/aws/message";
import { orders } from "./functions.js";

export const handler = adapt(orders);
