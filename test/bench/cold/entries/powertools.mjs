import { Router } from "@aws-lambda-powertools/event-handler/http";

const router = new Router();
router.get("/hello", () => ({ hello: "world" }));

export const handler = (event, context) => router.resolve(event, context);
