import { adapt } from "@onefn/aws/change/dynamodb";
import { change } from "onefn";
import { handleOrder } from "../../orders.mjs";

/** The default: the changes of a shard one after the other. */
export const load = () => adapt(change(({ after }) => handleOrder(after)));
