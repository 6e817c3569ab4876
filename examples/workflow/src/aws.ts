import { adapt } from "@onefn/aws/task/invoke";
import { order, payment, refund, shipping } from "./functions.js";

// Four Lambda functions of one bundle: the name of each says which task it runs.
export const handler = adapt(
  { order, payment, shipping, refund },
  {
    names: {
      "shop-order": "order",
      "shop-payment": "payment",
      "shop-shipping": "shipping",
      "shop-refund": "refund",
    },
  },
);
