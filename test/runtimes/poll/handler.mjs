// What the polling processes do with a message: its text says it.
import { message, retry } from "onefn";

const times = new Map();

export const handler = message({ as: "text" }, async ({ data, attempt, key }) => {
  if (data === "count") {
    const count = (times.get(data) ?? 0) + 1;
    times.set(data, count);
    if (count % 10_000 === 0) console.log(`counted ${count}`);
    return undefined;
  }
  console.log(`begun ${data}${key === undefined ? "" : ` of ${key}`}`);
  if (data.startsWith("stuck")) await new Promise(() => {});
  if (data.startsWith("fails")) throw new Error("fails as planned");
  if (data.startsWith("later")) return retry({ after: Number(data.split(" ")[1]) });
  await new Promise((resolve) => setTimeout(resolve, Number(process.env.WORK ?? 20)));
  console.log(`done ${data}, attempt ${attempt}`);
  return undefined;
});
