import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";
import type { HttpRun, Outgoing } from "../../run/http-run.js";

/** The address that a handler sees for unauthenticated callers, and for each identity that the gateway can verify. */
async function addressesOf(on: HttpRun, outgoing: Outgoing): Promise<readonly (string | undefined)[]> {
  const addresses: (string | undefined)[] = [];
  for (const auth of [undefined, ...on.wire.identities]) {
    const { ip } = await on.json<{ ip?: string }>("/client", { ...outgoing, ...(auth && { auth }) });
    addresses.push(ip);
  }
  return addresses;
}

function areAll(addresses: readonly (string | undefined)[], expected: string): void {
  assert.deepEqual(
    addresses,
    addresses.map(() => expected),
  );
}

/** Addresses, which some gateways pass with a port. */
export const addressCases: readonly HttpCase[] = [
  ...["198.51.100.23", "2001:db8::23"].map(
    (ip): HttpCase => ({
      name: `the client's address has no port, whatever the caller's identity: ${ip}`,
      needs: "clientIp",
      async run(on) {
        areAll(await addressesOf(on, { ip }), ip);
      },
    }),
  ),
  {
    name: "a trusted proxy is believed, whatever the caller's identity",
    needs: "forwarded",
    deploy: { adapt: { trustedProxies: 1 } },
    async run(on) {
      const headers = { "x-forwarded-for": "10.6.6.6, 192.0.2.44" };
      areAll(await addressesOf(on, { ip: "198.51.100.23", headers }), "192.0.2.44");
    },
  },
];
