import { Content } from "./content.js";

/**
 * A form as `multipart/form-data`.
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
 */
export function multipart(form: FormData): Content {
  const boundary = `----onefn-${crypto.randomUUID()}`;
  const parts: (string | Blob)[] = [];
  for (const [name, value] of form) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(lines(name))}"`;
    if (typeof value === "string") parts.push(`${head}\r\n\r\n${lines(value)}\r\n`);
    else {
      const type = value.type || "application/octet-stream";
      parts.push(`${head}; filename="${quoted(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`, value, "\r\n");
    }
  }
  return new Content(
    new Blob([...parts, `--${boundary}--\r\n`]),
    `multipart/form-data; boundary=${boundary}`,
  );
}

/** A name must not end its quotes or its line. */
function quoted(name: string): string {
  return name.replace(/[\n\r"]/g, encodeURIComponent);
}

function lines(text: string): string {
  return text.replace(/\r?\n|\r/g, "\r\n");
}
