import { adapt } from "@onefn/azure/message/service-bus";
import { message } from "onefn";
import { handleOrder } from "../../orders.mjs";

/** One message after the other. */
export const load = () => adapt(message({ as: "json", concurrency: 1 }, (order) => handleOrder(order.data)));
