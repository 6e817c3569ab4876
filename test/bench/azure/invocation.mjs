const headers = {
  accept: { value: "application/json, */*;q=0.8" },
  "accept-encoding": { value: "gzip, deflate, br" },
  "accept-language": { value: "en-GB,en;q=0.9" },
  host: { value: "shop.azurewebsites.net" },
  "user-agent": { value: "Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0 Safari/537.36" },
  "x-forwarded-for": { value: "203.0.113.7:50123" },
  "x-forwarded-proto": { value: "https" },
  "x-site-deployment-id": { value: "shop" },
};

/**
 * What the host tells its worker of a request, by the messages of their RPC.
 * https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script.Grpc/MessageExtensions/GrpcMessageConversionExtensions.cs
 */
export function invocation({ method, path, headers: own = {}, body }, index) {
  const length = body && { "content-length": String(Buffer.byteLength(body)) };
  const added = Object.entries({ ...own, ...length }).map(([name, value]) => [name, { value }]);
  return {
    invocationId: `7f6d1c9a-0000-4000-8000-${String(index).padStart(12, "0")}`,
    http: {
      method,
      url: `https://shop.azurewebsites.net/api${path}`,
      nullableHeaders: { ...headers, ...Object.fromEntries(added) },
      nullableQuery: {},
      nullableParams: {},
      ...(body && { body: { bytes: Buffer.from(body) } }),
    },
    traceContext: {
      traceParent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
      traceState: "",
      attributes: {},
    },
  };
}
