/** A day in milliseconds. Days are those of UTC. */
export const DAY = 24 * 60 * 60_000;

/** A row that the job reads. */
export interface Order {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly sku: string;
  /** Cents. */
  readonly price: number;
}

/** What the job writes for a day. */
export interface Report {
  readonly orders: number;
  /** The turnover of each item. */
  readonly cents: Readonly<Record<string, number>>;
}

/** In place of the shop's database: orders of the last three days. */
export const orders: Order[] = Array.from({ length: 30 }, (_, index) => ({
  at: Date.now() - (index * DAY) / 10,
  sku: index % 3 ? "apples" : "pears",
  price: 120 + index,
}));

/** In place of the warehouse's tables. */
export const reports = new Map<number, Report>();
let watermark: number | undefined;

/** The first day without a report: at first that of the oldest order, or `today` if there is none. */
export async function nextDay(today: number): Promise<number> {
  if (watermark !== undefined) return watermark;
  const oldest = orders.reduce((first, { at }) => Math.min(first, at), today);
  return oldest - (oldest % DAY);
}

export async function ordersOf(day: number): Promise<readonly Order[]> {
  return orders.filter(({ at }) => at >= day && at < day + DAY);
}

/** Replaces the day's report if there is one. */
export async function writeReport(day: number, report: Report): Promise<void> {
  reports.set(day, report);
}

/** Moves the watermark forward. It never goes back: a slow run may end after a later one. */
export async function advance(day: number): Promise<void> {
  watermark = Math.max(watermark ?? day, day);
}
