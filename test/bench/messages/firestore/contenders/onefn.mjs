import { adapt } from "@onefn/gcp/change/firestore";
import { change } from "onefn";
import { handleOrder } from "../../orders.mjs";

export const load = () => {
  const handler = adapt(
    change(({ after }) => handleOrder(after)),
    { events: { verify: "platform" } },
  );
  return async (events) => {
    for (const event of events) await handler(event);
  };
};
