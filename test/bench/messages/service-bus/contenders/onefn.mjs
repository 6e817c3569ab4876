import { adapt } from "@onefn/azure/message/service-bus";
import { message } from "onefn";
import { handleOrder } from "../../orders.mjs";

/** The default: ten messages at a time. */
export const load = () => adapt(message({ as: "json" }, (order) => handleOrder(order.data)));
