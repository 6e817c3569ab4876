import serverless from "serverless-http";

export const handler = serverless((request, response) => {
  response.setHeader("content-type", "application/json");
  response.end('{"hello":"world"}');
});
