/** 2 KB of JSON text, with letters that take two bytes. */
const note = JSON.stringify({
  title: "Wörter",
  lines: Array.from({ length: 30 }, (_, index) => `${index}: ${"grün und blau, ".repeat(4)}`),
}).slice(0, 1980);

export const cases = {
  hello: {
    title: "hello",
    request: { method: "GET", path: "/hello" },
    expected: { type: "application/json", body: '{"hello":"world"}' },
  },
  echo: {
    title: "echo 2 KB",
    request: { method: "POST", path: "/echo", headers: { "content-type": "text/plain" }, body: note },
    expected: { type: "text/plain", body: note },
  },
};

/** Whether a server that listens on the port answers a case as it must. */
export async function isRight(name, port) {
  const { request, expected } = cases[name];
  const response = await fetch(`http://127.0.0.1:${port}${request.path}`, request);
  const body = await response.text();
  const type = response.headers.get("content-type") ?? "";
  return response.status === 200 && type.startsWith(expected.type) && body === expected.body;
}
