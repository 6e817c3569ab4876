import type { Refusals } from "../gateway.js";

/** API Gateway's own answers, which tell the client nothing about the function. */
export const jsonRefusals: Refusals = {
  malformed: 502,
  failed: 502,
  timeout: 504,
  tooLarge: 413,
  contentType: "application/json",
  body: (status) => JSON.stringify({ message: MESSAGES[status] ?? "Internal server error" }),
};

const MESSAGES: Readonly<Record<number, string>> = {
  413: "Request Entity Too Large",
  504: "Endpoint request timed out",
};
