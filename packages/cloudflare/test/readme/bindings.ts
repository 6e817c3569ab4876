import { isCloudflare } from "@onefn/cloudflare/platform";
import { HttpError, http, json } from "onefn";

interface Env {
  readonly PRICES: { get(key: string): Promise<string | null> };
}

export const price = http({ path: "/prices/:sku" }, async (_, context) => {
  if (!isCloudflare<Env>(context)) throw new HttpError(501, "Prices are on Cloudflare");
  return json({ price: await context.platform.env.PRICES.get(context.params.sku) });
});
