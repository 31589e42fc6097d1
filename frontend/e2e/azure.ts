/** Whoever answers command lines. */
interface Asked {
  ask<T>(...args: string[]): Promise<T>;
}

/**
 * The first of the customers that has one Azure subscription in which tickets can be opened. Asking for
 * it read what a request can choose from, as an opened dialog does.
 */
export async function withAzure<C extends { tenantId: string; name: string }>(
  asked: Asked,
  customers: C[],
): Promise<C> {
  const probe = ["--title", "probe", "--description", "probe", "--channel", "azure", "--draft"];
  for (const customer of customers) {
    const { localId, draft } = await asked.ask<{ localId: string; draft: { subscription: string } }>(
      ...["requests", "new", customer.tenantId, ...probe],
    );
    await asked.ask("requests", "cancel", localId, "--delete");
    if (draft.subscription) return customer;
  }
  throw new Error("none of these customers has one Azure subscription");
}
