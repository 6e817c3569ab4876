import { adapt } from "@onefn/aws/storage/s3";
import { storage } from "onefn";
import { handleOrder } from "../../orders.mjs";

/** Ten at the same time, by default. */
export const load = () =>
  adapt(storage(({ bucket, key, size }) => handleOrder({ bucket, key, quantity: size })));
