import { adapt } from "@onefn/aws/message/sqs";
import { message } from "onefn";

export const handler = adapt(message({ as: "json" }, () => {}));
