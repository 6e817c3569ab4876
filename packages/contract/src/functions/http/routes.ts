import { http, json, provide, text } from "onefn";

const paramsOf = (
  _: Request,
  { params }: { readonly params: Readonly<Record<string, string | undefined>> },
) => json(params);

/** Functions that are found by path and method. */
export const routeFunctions = {
  root: http({ path: "/" }, () => text("root")),
  two: http({ path: "/params/:a/:b" }, paramsOf),
  particular: http({ path: "/params/fixed/:b" }, ({ url }) => json({ fixed: new URL(url).pathname })),
  optional: http({ path: "/optional/:page?" }, paramsOf),
  files: http({ path: "/files/*" }, paramsOf),
  spelledOut: http({ path: "/caf\u00e9 \u2615/:drink" }, paramsOf),
  read: http({ path: "/item/:id", methods: ["GET"] }, (_, { params }) => text(`read ${params.id}`)),
  write: http({ path: "/item/:id", methods: ["put", "PATCH"] }, (_, { params }) =>
    text(`wrote ${params.id}`),
  ),
  onlyPost: http({ path: "/only-post", methods: ["POST"] }, () => text("posted")),
};

/** Functions with middleware around them. */
export const middlewareFunctions = {
  around: http(
    {
      path: "/middleware/:how",
      use: [
        async (_request, { params }, next) => {
          if (params.how === "answers") return text("by itself", { status: 202 });
          const response = await next();
          const replaced = new Response(response.body, response);
          replaced.headers.append("x-order", "outer");
          return replaced;
        },
        async (_request, _context, next) => {
          const response = await next();
          response.headers.append("x-order", "inner");
          return response;
        },
        provide(() => ({ user: "ada" })),
      ],
    },
    (_, { user, params }) => {
      if (params.how === "throws") throw new Error("behind middleware");
      return json({ user });
    },
  ),
};
