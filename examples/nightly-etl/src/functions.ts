import { schedule } from "onefn";
import { advance, DAY, nextDay, ordersOf, writeReport } from "./warehouse.js";

/**
 * Writes a report for each day that is over. The store says which day is next, so a run also does the days that
 * earlier runs missed or did not finish, and runs that overlap write the same reports.
 */
export const nightlyReport = schedule({ cron: "15 2 * * *" }, async (tick, { log, signal }) => {
  const now = tick.scheduledAt ?? new Date();
  const today = now.getTime() - (now.getTime() % DAY);
  for (let day = await nextDay(today); day < today; day += DAY) {
    // Shortly before the time is up. The next run goes on from here.
    signal.throwIfAborted();
    const orders = await ordersOf(day);
    const cents: Record<string, number> = Object.create(null);
    for (const { sku, price } of orders) cents[sku] = (cents[sku] ?? 0) + price;
    await writeReport(day, { orders: orders.length, cents });
    await advance(day + DAY);
    log.info("day reported", { day: new Date(day).toISOString().slice(0, 10), orders: orders.length });
  }
});
