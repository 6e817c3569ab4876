import type { RpcAnswer } from "@onefn/cloudflare/simulator";

/** A Worker that calls the tasks of another one by its service binding, and answers what came of it. */
export const CALLER = `
export default {
  async fetch(request, { TASKS }) {
    const { method, input } = await request.json();
    try {
      return Response.json({ output: await TASKS[method](input) });
    } catch (error) {
      // A copy alone has no members that are not enumerable.
      const { name, message } = error;
      return Response.json({ error: { ...error, name, message } });
    }
  },
};
`;

/** Has the caller call a method. */
export async function callThrough(url: URL, method: string, input: unknown): Promise<RpcAnswer> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify({ method, input }) });
  return (await response.json()) as RpcAnswer;
}
