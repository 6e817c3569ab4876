import { message } from "onefn";
import { z } from "zod";
import { report } from "../report.js";

/** Another export of a functions file, which an adapter leaves out. */
export const Parcel = z.object({ sku: z.string() });
export const QUEUE = "contract-module";
export const nothing = undefined;
export const skuOf = ({ sku }: z.output<typeof Parcel>) => sku;

export const parcels = message({ from: QUEUE, schema: Parcel }, ({ id, data }, context) => {
  report(context, { id, sku: skuOf(data) });
});

/** The same function under two names is one function. */
export default parcels;
