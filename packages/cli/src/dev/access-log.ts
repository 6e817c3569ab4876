import type { HttpMiddleware } from "onefn";

/** What a terminal would take for something else than text. */
const UNPRINTABLE = /[^\x20-\x7e]/g;

/** A line for every request: method, path, status, way and milliseconds. */
export function accessLog(log: (line: string) => void): HttpMiddleware {
  return async (request, _, next) => {
    const start = performance.now();
    const line = (end: string) => {
      const { pathname } = new URL(request.url);
      const took = Math.round(performance.now() - start);
      log(`${request.method} ${pathname.replace(UNPRINTABLE, "?")} ${end} ${took} ms`);
    };
    try {
      const response = await next();
      line(`${response.status} ${response.headers.get("x-onefn-way") ?? "onefn dev"}`);
      return response;
    } catch (error) {
      line("refused");
      throw error;
    }
  };
}
