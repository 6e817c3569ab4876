import { adapt } from "@onefn/aws/message";
import { message } from "onefn";

export const handler = adapt(message({ as: "json" }, () => {}));
