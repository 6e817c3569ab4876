import { adapt } from "@onefn/netlify/task/background-functions";
import { task } from "onefn";
import { bearerSecret } from "onefn/events";

const report = task({ name: "report" }, (input, { log }) => {
  log.info("report", { input });
});

const verify = bearerSecret(process.env.TASK_SECRET);
export default adapt(report, { events: { verify }, timeout: 900_000 });
export const config = { background: true };
