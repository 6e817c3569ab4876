declare module "cloudflare:workers" {
  /** The part of the runtime's own class that onefn extends. */
  export abstract class WorkerEntrypoint {
    protected readonly ctx: unknown;
    protected readonly env: unknown;
  }
}
