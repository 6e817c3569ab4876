/** Payments by their key. It stands for a payment provider, which takes a key so that a repeated call pays once. */
const payments = new Map<string, { readonly amount: number; refunded: boolean }>();

/** Pays, unless the key has paid before. False: the card is declined. */
export function pay(key: string, card: string, amount: number): boolean {
  if (card === "declined") return false;
  if (!payments.has(key)) payments.set(key, { amount, refunded: false });
  return true;
}

/** Pays back, unless that was done before. Returns the amount; undefined where there is no such payment. */
export function payBack(key: string): number | undefined {
  const payment = payments.get(key);
  if (payment) payment.refunded = true;
  return payment?.amount;
}

/** What was paid and not paid back. */
export function balance(): number {
  return [...payments.values()].reduce((sum, { amount, refunded }) => sum + (refunded ? 0 : amount), 0);
}
