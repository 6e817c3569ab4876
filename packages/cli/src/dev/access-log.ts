import { HttpError, type HttpMiddleware } from "onefn";
import type { DevLog } from "./log.js";

/** Characters that a terminal may not show as text. */
const UNPRINTABLE = /[^\x20-\x7e]/g;

/** A line for every request: method, path, status, wire and milliseconds, and why it was refused. */
export function accessLog(log: DevLog): HttpMiddleware {
  return async (request, _, next) => {
    const start = performance.now();
    const line = (end: string, why = "") => {
      const { pathname } = new URL(request.url);
      const took = Math.round(performance.now() - start);
      log(`${request.method} ${pathname.replace(UNPRINTABLE, "?")} ${end} ${took} ms${why}`);
    };
    try {
      const response = await next();
      line(`${response.status} ${response.headers.get("x-onefn-wire") ?? "onefn dev"}`);
      return response;
    } catch (error) {
      if (error instanceof HttpError) line(`${error.status} onefn dev`, `: ${error.message}`);
      else line("500 onefn dev");
      throw error;
    }
  };
}
