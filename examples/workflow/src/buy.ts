import { isTaskError } from "onefn";
import { type CallInput, type CallTarget, call } from "onefn/call";
import { order, payment, refund, shipping } from "./functions.js";

/** What a customer sends. */
export type Cart = CallInput<typeof order.input> & { readonly card: string; readonly country: string };

/** How a purchase ended. */
export type Bought = { readonly parcel: string } | { readonly refunded: number };

/**
 * The workflow as code. An order that cannot be delivered is paid back. Any other failure of shipping is thrown: the
 * parcel may be on its way.
 */
export async function buy({ id, items, card, country }: Cart, target: CallTarget): Promise<Bought> {
  const { total } = await call(order).on(target)({ id, items });
  const paid = await call(payment).on(target)({ order: id, card, amount: total });
  try {
    return await call(shipping).on(target)({ order: id, items, country });
  } catch (error) {
    if (!isTaskError(error) || error.name !== "CannotDeliver") throw error;
    return await call(refund).on(target)(paid);
  }
}
