import { adapt } from "@onefn/aws";
import { hello, orders } from "./functions.js";

export const handler = adapt({ hello, orders });
