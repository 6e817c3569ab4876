import { adapt } from "@onefn/cloudflare";
import { orders } from "./functions.js";

export default adapt(orders);
