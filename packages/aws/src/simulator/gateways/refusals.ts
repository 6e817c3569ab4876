import type { Refusals } from "../gateway.js";

const REASONS: Readonly<Record<number, string>> = {
  413: "Request Entity Too Large",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

/** The answers of API Gateway, Function URLs and VPC Lattice, which tell the client nothing about the function. */
export const jsonRefusals: Refusals = {
  malformed: 502,
  failed: 502,
  timeout: 504,
  tooLarge: 413,
  contentType: "application/json",
  body: (status) => JSON.stringify({ message: REASONS[status] }),
};

/**
 * A load balancer's own answers. A target that does not answer in time has failed.
 * @see
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html#http-502-issues
 */
export const htmlRefusals: Refusals = {
  ...jsonRefusals,
  timeout: 502,
  contentType: "text/html",
  body: (status) => `<html><head><title>${status} ${REASONS[status]}</title></head><body></body></html>`,
};

/**
 * CloudFront's own answers: 502 for an invalid result, 503 for a function that failed.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-testing-debugging.html
 */
export const edgeRefusals: Refusals = { ...htmlRefusals, failed: 503, timeout: 503 };
