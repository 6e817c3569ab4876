/** An application of somebody's framework, and what it answers wherever it runs. */
export interface App {
  readonly name: string;
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly exchanges: readonly {
    readonly request: () => Request;
    readonly status: number;
    readonly type: RegExp;
    readonly body: string;
    readonly cookies?: readonly string[];
  }[];
}

/** A request to a function's own host. */
export function to(path: string, init?: RequestInit): () => Request {
  return () => new Request(`http://localhost${path}`, init);
}

/** A POST of JSON. */
export function json(value: unknown): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

/** A POST of multipart/form-data, with the boundary `part`. */
export function multipart(parts: Readonly<Record<string, string>>, file?: string): RequestInit {
  const text = Object.entries(parts).map(([name, value]) => `${disposition(name)}\r\n\r\n${value}\r\n`);
  if (file)
    text.push(`${disposition(file)}; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\ncontent\r\n`);
  const body = text.map((each) => `--part\r\n${each}`).join("");
  return {
    method: "POST",
    headers: { "content-type": "multipart/form-data; boundary=part" },
    body: `${body}--part--\r\n`,
  };
}

function disposition(name: string): string {
  return `content-disposition: form-data; name="${name}"`;
}
