// Nothing but a look at the globals, which loads undici.
export const handler = async () => ({
  statusCode: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ hello: "world", fetch: [typeof Request, typeof Response] }),
});
