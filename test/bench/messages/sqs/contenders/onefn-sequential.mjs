import { adapt } from "@onefn/aws/message/sqs";
import { message } from "onefn";
import { handleOrder } from "../../orders.mjs";

/** One message after the other. */
export const load = () => adapt(message({ as: "json", concurrency: 1 }, (order) => handleOrder(order.data)));
