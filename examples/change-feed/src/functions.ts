import { change, http, json } from "onefn";
import { z } from "zod";
import { listed, put, remove } from "./catalogue.js";

const Product = z.object({
  name: z.string(),
  category: z.string(),
  cents: z.number().int(),
  /** Whoever writes a product counts it up. */
  revision: z.number().int(),
});

/** Keeps the catalogue in step with the table of products. A change may arrive twice, or after a later one. */
export const products = change(
  { table: "products", schema: Product },
  async ({ operation, key, before, after }, { log }) => {
    const id = String(key.id);
    if (operation !== "delete" && !after)
      throw new Error("The source has to send items as they are afterwards.");
    const isNew = after ? await put(id, after) : await remove(id, before?.revision);
    log.info(isNew ? "catalogue changed" : "already known", { operation, id });
  },
);

/** Reads from the catalogue alone, cheapest first. */
export const catalogue = http({ path: "/catalogue/:category" }, async (_, { params }) =>
  json(await listed(params.category)),
);

/** The samples with which `onefn dev` fills its forms. */
export const samples = {
  products: {
    operation: "insert",
    key: { id: "1" },
    after: { name: "Apple", category: "fruit", cents: 40, revision: 1 },
  },
};
