import { adapt } from "@onefn/aws/storage";
import { keepFilesIn } from "./files.js";
import { thumbnails } from "./functions.js";
import { s3 } from "./s3.js";

keepFilesIn(s3());

// Notifications from S3 directly, or through a queue.
export const handler = adapt({ thumbnails });
