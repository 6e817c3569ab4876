import { http, json } from "onefn";

export const hello = http({ path: "/hello/:name" }, (_, { params }) => json({ hello: params.name }));
