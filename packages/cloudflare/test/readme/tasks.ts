import { adapt } from "@onefn/cloudflare/task";
import { TaskError, task } from "onefn";

const charge = task((payment) => {
  const { amount } = payment as { amount: number };
  if (amount > 100) throw new TaskError("LimitExceeded", "The amount is above the limit.");
  return { charged: amount };
});

export const Tasks = adapt({ charge });
