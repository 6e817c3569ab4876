/** Sends the page's forms and shows the answers, as text and nothing else. */
export const SCRIPT = `
const sending = new Map();
for (const form of document.forms) form.addEventListener("submit", async (event) => {
  event.preventDefault();
  sending.get(form)?.abort();
  const own = new AbortController();
  sending.set(form, own);
  const output = form.querySelector("output");
  const { method, path, way, body } = Object.fromEntries(new FormData(form));
  const show = (text, style) => {
    if (own.signal.aborted) return;
    const line = document.createElement("span");
    line.className = style;
    line.textContent = text;
    output.append(line);
  };
  output.replaceChildren();
  show("Waiting for the answer", "head");
  try {
    const init = { method, headers: { "x-onefn-as": way }, redirect: "manual", signal: own.signal };
    if (body && method !== "GET" && method !== "HEAD") {
      init.body = body;
      init.headers["content-type"] = isJson(body) ? "application/json" : "text/plain;charset=UTF-8";
    }
    const response = await fetch(path, init);
    output.replaceChildren();
    if (response.type === "opaqueredirect") return show("A redirect. Open the path in the browser to follow it.", "head");
    show(response.status + " " + response.statusText, response.ok ? "good" : "bad");
    show("  by way of " + (response.headers.get("x-onefn-way") ?? "onefn dev") + "\\n", "head");
    show([...response.headers].map((pair) => pair.join(": ")).join("\\n") + "\\n\\n", "head");
    const decoder = new TextDecoder();
    for await (const chunk of chunks(response)) show(decoder.decode(chunk, { stream: true }), "");
  } catch (error) {
    show("\\n" + error, "bad");
  }
});
async function* chunks(response) {
  const reader = response.body?.getReader();
  for (let next; reader && !(next = await reader.read()).done; ) yield next.value;
}
function isJson(text) {
  try { JSON.parse(text); return true; } catch { return false; }
}
`;
