import { http, json, message, retry } from "onefn";

export const hello = http({ path: "/hello/:name" }, (_, context) => json({ hello: context.params.name }));

const stock = new Map([["sku-1", 3]]);

export const orders = message({ from: "orders", as: "json" }, (order) => {
  const { sku } = order.data as { sku: string };
  if (!stock.has(sku)) return retry();
});
