import { app } from "@azure/functions";
import { adapt } from "@onefn/azure";
import { message } from "onefn";

// Half of an order's work is done when its process is killed at the first delivery.
const pack = message({ as: "text" }, (order, context) => {
  context.log.info(`begun:${order.data}:${order.attempt}`);
  if (order.attempt === 1) process.kill(process.pid, "SIGKILL");
  context.log.info(`packed:${order.data}:${order.attempt}`);
});

app.storageQueue("orders", { queueName: "orders", connection: "CONNECTION", handler: adapt(pack) });
