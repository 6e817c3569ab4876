/** A product as the catalogue shows it. */
export interface Product {
  readonly name: string;
  readonly category: string;
  readonly cents: number;
  readonly revision: number;
}

/** A deleted product keeps its revision, so that a late change does not bring it back. */
interface Row {
  readonly revision: number;
  readonly product: Product | undefined;
}

// In place of a database. There, each write is one statement with the condition that the revision is newer.
const rows = new Map<string, Row>();

/** Returns false if the catalogue has this revision or a newer one. */
export async function put(id: string, product: Product): Promise<boolean> {
  const { revision } = product;
  if (revision <= (rows.get(id)?.revision ?? Number.NEGATIVE_INFINITY)) return false;
  rows.set(id, { revision, product });
  return true;
}

/**
 * Returns false if the product is gone already, or was written again since.
 *
 * @param revision the one that was deleted. Undefined: the source does not tell, so it is the one in the catalogue.
 */
export async function remove(id: string, revision?: number): Promise<boolean> {
  const row = rows.get(id);
  const deleted = revision ?? row?.revision ?? Number.NEGATIVE_INFINITY;
  if (row && (row.revision > deleted || !row.product)) return false;
  rows.set(id, { revision: deleted, product: undefined });
  return true;
}

/** The products of a category, cheapest first. */
export async function listed(category: string) {
  return [...rows.entries()]
    .flatMap(([id, { product }]) => (product?.category === category ? [{ id, ...product }] : []))
    .sort((a, b) => a.cents - b.cents)
    .map(({ id, name, cents }) => ({ id, name, cents }));
}
