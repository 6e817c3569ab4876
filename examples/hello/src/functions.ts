import { http, json, stream } from "onefn";

export const hello = http({ path: "/hello/:name", methods: ["GET"] }, (_, context) =>
  json({ hello: context.params.name }),
);

/** Streams where the provider can; the others send the same bytes at once. */
export const countdown = http({ path: "/countdown/:from", methods: ["GET"] }, (_, context) => {
  const from = Math.min(Number.parseInt(context.params.from, 10) || 3, 10);
  return stream(
    async function* () {
      for (let left = from; left > 0 && !context.signal.aborted; left--) {
        yield `${left}\n`;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      yield "go\n";
    },
    { headers: { "content-type": "text/plain;charset=UTF-8" } },
  );
});
