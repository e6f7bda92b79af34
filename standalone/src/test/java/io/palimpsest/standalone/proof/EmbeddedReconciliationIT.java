package io.palimpsest.standalone.proof;

/** On the embedded stores. */
class EmbeddedReconciliationIT extends ReconciliationKit {
  EmbeddedReconciliationIT(ProofStores stores) {
    super(
        new ReconciledRegion(
            stores.settings(), stores.settings()::database, stores.settings().region().objects()));
  }
}
