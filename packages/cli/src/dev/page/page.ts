import { html } from "onefn";
import type { Functions } from "../load.js";
import { sourceOf } from "../messages.js";
import { sampleFor } from "../sample.js";
import type { Served } from "../served.js";
import type { Ways } from "../ways.js";
import { type Markup, markup, raw } from "./markup.js";
import { SCRIPT } from "./script.js";
import { STYLE } from "./style.js";

/** The page that lists functions, providers and wires, with a form to try each. */
export function page({ all: functions, samples }: Served, ways: Ways, origin: string): Response {
  const nonce = crypto.randomUUID();
  const http = [...ways.http.keys()];
  const message = [...ways.message.keys()];
  const example = http.at(-1) ?? "";
  const path = samplePath(Object.values(functions).map(pathOf).find(Boolean) ?? "/");
  const document = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>onefn dev</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${raw(STYLE)}</style>
</head>
<body>
<header>
<h1>onefn</h1>
<p>Every function here goes through the wires of the installed providers, as it would in the cloud.</p>
</header>
<main>
<div id="rejections" role="alert"></div>
<h2>Functions</h2>
${Object.entries(functions).map(([name, fn]) =>
  card(
    name,
    fn,
    fn.kind === "message"
      ? messageForm(name, fn, message, sampleFor(name, fn, samples))
      : httpForm(name, fn, http),
  ),
)}
<h2>Providers and wires</h2>
${providers(http, message)}
</main>
<footer>
The same in a terminal: <code>curl -i -H 'x-onefn-as: ${example}' ${origin}${path}</code>. In a browser's address
bar: <code>${path}?onefn-as=${example}</code>. The answer's header <code>x-onefn-way</code> names the wire.
</footer>
<script nonce="${nonce}">${raw(SCRIPT)}</script>
</body>
</html>`;
  return html(`${document}`, {
    headers: {
      "cache-control": "no-store",
      "content-security-policy":
        `default-src 'none'; img-src data:; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; ` +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    },
  });
}

type Fn = Functions[string];

function card(name: string, fn: Fn, form: Markup): Markup {
  return markup`<section class="card">
<div class="title"><h3>${name}</h3><span class="kind">${fn.kind}</span><code>${describe(name, fn)}</code></div>
${form}
</section>
`;
}

interface HttpTrigger {
  readonly path?: string | undefined;
  readonly methods?: readonly string[] | undefined;
}

function pathOf({ kind, trigger }: Fn): string | undefined {
  return kind === "http" ? (trigger as HttpTrigger).path : undefined;
}

function describe(name: string, { kind, trigger }: Fn): string {
  if (kind === "message") return `from ${sourceOf(name, trigger)}`;
  const { path, methods } = trigger as HttpTrigger;
  return `${methods?.join(", ") ?? "any method"} ${path ?? "every path"}`;
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

function httpForm(name: string, { trigger }: Fn, ways: readonly string[]): Markup {
  const { path = "/", methods = METHODS } = trigger as HttpTrigger;
  const body = methods.some((method) => method !== "GET" && method !== "HEAD")
    ? markup`<label>Body <textarea name="body" spellcheck="false"></textarea></label>`
    : markup``;
  const files = body.toString()
    ? markup`<label><span>Files, as the field <code>file</code> of a form, with the body as its field <code>body</code></span>
<input type="file" name="file" multiple></label>`
    : markup``;
  return markup`<form aria-label="${name}">
<div class="row">
<label>Method ${select("method", methods)}</label>
<label>Path <input name="path" value="${samplePath(path)}" spellcheck="false"></label>
<label>Wire ${select("way", ways)}</label>
</div>
<details><summary>${files.toString() ? "Headers and files" : "Headers"}</summary>
<label>Headers, one a line
<textarea name="headers" placeholder="authorization: Bearer ..." spellcheck="false"></textarea></label>
${files}
</details>
${body}
<button>Send</button>
<output></output>
</form>
<noscript><p>Without scripts: ${ways.map((way) => markup`<a href="${samplePath(path)}?onefn-as=${way}">${way}</a> `)}</p></noscript>`;
}

function messageForm(name: string, { trigger }: Fn, ways: readonly string[], sample: string): Markup {
  return markup`<form aria-label="${name}">
<input type="hidden" name="method" value="POST">
<input type="hidden" name="path" value="/_onefn/messages/${encodeURIComponent(sourceOf(name, trigger))}">
<div class="row message"><label>Wire ${select("way", ways)}</label></div>
<label>Message <textarea name="body" rows="${sample.split("\n").length}" spellcheck="false">${sample}</textarea></label>
<button>Send</button>
<output></output>
</form>`;
}

function select(name: string, options: readonly string[]): Markup {
  return markup`<select name="${name}">${options.map((option) => markup`<option>${option}</option>`)}</select>`;
}

/** A path that the pattern matches: `/hello/:name` gives `/hello/name`. */
function samplePath(pattern: string): string {
  return pattern
    .replace(/\/:[^/]+\?/g, "")
    .replace(/:([\w-]+)/g, "$1")
    .replace(/\*/g, "");
}

function providers(http: readonly string[], message: readonly string[]): Markup {
  const names = [...new Set([...http, ...message].map((way) => way.split("/")[0] as string))];
  return markup`${names.map(
    (name) => markup`<section class="card"><div class="title"><h3>${name}</h3></div>
<ul class="ways">${wires(name, "http", http)}${wires(name, "message", message)}</ul></section>
`,
  )}`;
}

function wires(provider: string, kind: string, ways: readonly string[]): readonly Markup[] {
  return ways
    .filter((way) => way.startsWith(`${provider}/`))
    .map((way) => markup`<li><code>${way}</code> <span class="kind">${kind}</span></li>`);
}
