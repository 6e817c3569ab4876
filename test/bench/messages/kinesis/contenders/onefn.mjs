import { adapt } from "@onefn/aws/message/kinesis";
import { message } from "onefn";
import { handleOrder } from "../../orders.mjs";

/** The default: the records of a shard one after the other. */
export const load = () => adapt(message({ as: "json" }, (order) => handleOrder(order.data)));
