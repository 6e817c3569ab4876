/** Who may use the product, by the domains of their addresses. */
const TENANTS: ReadonlyMap<string, string> = new Map([
  ["tea.example", "tea"],
  ["coffee.example", "coffee"],
]);

/** The whole domain counts: `tea.example.evil.example` is another one. */
export function tenantOf(email: string | undefined): string | undefined {
  const [, domain = ""] = /^[^@]+@([^@]+)$/.exec(email ?? "") ?? [];
  return TENANTS.get(domain.toLowerCase());
}

export function isWorkAddress(email: string | undefined): boolean {
  return tenantOf(email) !== undefined;
}
