package io.palimpsest.stores.internal.oplog;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.Refresh;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.mapping.DynamicMapping;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.policy.DataClass;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Entries that a legal hold keeps when their day's index goes: copies in an index of their own. */
final class HeldLog {
  private static final int PAGE = 1000;

  private final ElasticsearchClient client;
  private final String held;

  /**
   * @param held the index's name; it comes to be with the first entry and goes with the last hold
   */
  HeldLog(ElasticsearchClient client, String held) {
    this.client = client;
    this.held = held;
  }

  /** Copies what is held of an index; a repeat changes nothing. Searchable on return. */
  long keep(String index, Collection<HeldScope> scopes) throws IOException {
    List<Query> wanted = queries(scopes);
    if (wanted.isEmpty() || !exists(index)) {
      return 0;
    }
    if (!exists(held)) {
      create();
    }
    client.indices().refresh(refresh -> refresh.index(index));
    return pages(
        index,
        Query.of(query -> query.bool(any -> any.should(wanted).minimumShouldMatch("1"))),
        hit ->
            BulkOperation.of(
                one -> one.index(put -> put.index(held).id(hit.id()).document(hit.source()))));
  }

  /** Erases what no hold keeps any more. */
  long eraseReleased(Collection<HeldScope> scopes) throws IOException {
    if (!exists(held)) {
      return 0;
    }
    List<Query> kept = queries(scopes);
    if (kept.isEmpty()) {
      long all = client.count(count -> count.index(held)).count();
      client.indices().delete(delete -> delete.index(held).ignoreUnavailable(true));
      return all;
    }
    return pages(
        held,
        Query.of(query -> query.bool(none -> none.mustNot(kept))),
        hit -> BulkOperation.of(one -> one.delete(gone -> gone.index(held).id(hit.id()))));
  }

  /** How many entries no hold keeps any more. */
  long released(Collection<HeldScope> scopes) throws IOException {
    if (!exists(held)) {
      return 0;
    }
    Query none = Query.of(query -> query.bool(any -> any.mustNot(queries(scopes))));
    return client.count(count -> count.index(held).query(none)).count();
  }

  private long pages(String index, Query query, Function<Hit<JsonNode>, BulkOperation> change)
      throws IOException {
    long changed = 0;
    String after = "";
    List<Hit<JsonNode>> page;
    do {
      String last = after;
      page =
          client
              .search(
                  search -> {
                    search.index(index).query(query).size(PAGE);
                    search.sort(
                        by -> by.field(field -> field.field("callId").order(SortOrder.Asc)));
                    return last.isEmpty() ? search : search.searchAfter(FieldValue.of(last));
                  },
                  JsonNode.class)
              .hits()
              .hits();
      if (!page.isEmpty()) {
        List<BulkOperation> operations = page.stream().map(change).toList();
        BulkResponse answer =
            client.bulk(bulk -> bulk.operations(operations).refresh(Refresh.True));
        if (answer.errors()) {
          throw new IOException("some entries were refused");
        }
        changed += page.size();
        after = page.getLast().sort().getFirst().stringValue();
      }
    } while (page.size() == PAGE);
    return changed;
  }

  private boolean exists(String index) throws IOException {
    return client.indices().exists(ask -> ask.index(index)).value();
  }

  private void create() throws IOException {
    try {
      client
          .indices()
          .create(
              make ->
                  make.index(held)
                      .settings(settings -> settings.numberOfShards("1").autoExpandReplicas("0-1"))
                      .mappings(
                          mappings ->
                              mappings
                                  .dynamic(DynamicMapping.False)
                                  .properties(Map.of("callId", keyword(), "appId", keyword()))));
    } catch (ElasticsearchException e) {
      if (!"resource_already_exists_exception".equals(e.error().type())) {
        throw e; // another process was faster
      }
    }
  }

  private static co.elastic.clients.elasticsearch._types.mapping.Property keyword() {
    return co.elastic.clients.elasticsearch._types.mapping.Property.of(
        property -> property.keyword(word -> word));
  }

  private static List<Query> queries(Collection<HeldScope> scopes) {
    return scopes.stream()
        .filter(scope -> scope.dataClass() == DataClass.OPERATION_LOG)
        .map(
            scope ->
                switch (scope.target()) {
                  case HeldScope.Target.App(var appId) -> term("appId", appId.toString());
                  case HeldScope.Target.Call(var callId) -> term("callId", callId.toString());
                  case HeldScope.Target.EndUser _ ->
                      throw new IllegalArgumentException("no entry is an end user's");
                })
        .toList();
  }

  private static Query term(String field, String value) {
    return Query.of(query -> query.term(term -> term.field(field).value(value)));
  }
}
