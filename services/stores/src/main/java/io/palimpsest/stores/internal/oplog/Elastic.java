package io.palimpsest.stores.internal.oplog;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.Refresh;
import co.elastic.clients.elasticsearch._types.mapping.DynamicMapping;
import co.elastic.clients.elasticsearch._types.mapping.Property;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransportBase;
import co.elastic.clients.transport.rest_client.RestClientHttpClient;
import co.elastic.clients.util.BinaryData;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.platform.backups.Piece;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.stores.LogStoreSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;

/**
 * The few questions that are asked of Elasticsearch. Answers within seconds or throws. Thread-safe.
 */
final class Elastic implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_MS = 1000;
  private static final int ANSWER_TIMEOUT_MS = 5000;

  /** Elasticsearch takes 65,536 by default. */
  private static final int TERMS = 10_000;

  private static final int BATCH = 1000;

  private final LogIndexes indexes;
  private final ElasticsearchClient client;
  private final ObjectMapper json = new ObjectMapper();

  Elastic(LogStoreSettings settings, LogIndexes indexes) {
    this.indexes = indexes;
    Header[] headers =
        settings.authorization().stream()
            .map(value -> new BasicHeader("Authorization", value))
            .toArray(Header[]::new);
    RestClient rest =
        RestClient.builder(HttpHost.create(settings.url().toString()))
            .setDefaultHeaders(headers)
            .setRequestConfigCallback(
                config ->
                    config
                        .setConnectTimeout(CONNECT_TIMEOUT_MS)
                        .setConnectionRequestTimeout(CONNECT_TIMEOUT_MS)
                        .setSocketTimeout(ANSWER_TIMEOUT_MS))
            .build();
    this.client =
        new ElasticsearchClient(
            new ElasticsearchTransportBase(
                new ShardStart(new RestClientHttpClient(rest)),
                null,
                new JacksonJsonpMapper(json)) {});
  }

  /**
   * A line of the spool.
   *
   * @param index the day's index
   * @param id the callId
   * @param document the entry
   */
  record Line(String index, String id, JsonNode document) {}

  /**
   * Sets how a period's indexes are made: only the named fields are searchable, and nothing else
   * ever becomes one.
   */
  void putTemplate(RetentionPeriod period) throws IOException {
    Property keyword = Property.of(property -> property.keyword(k -> k));
    Property number = Property.of(property -> property.long_(l -> l));
    Property stored = Property.of(property -> property.object(object -> object.enabled(false)));
    Property steps =
        Property.of(
            property ->
                property.object(
                    object ->
                        object.properties(
                            Map.of(
                                "name", keyword,
                                "offsetMicros", number,
                                "tookMicros", number,
                                "ok", Property.of(ok -> ok.boolean_(b -> b))))));
    client
        .indices()
        .putIndexTemplate(
            request ->
                request
                    .name(indexes.prefix(period) + "template")
                    .indexPatterns(indexes.prefix(period) + "*")
                    .template(
                        template ->
                            template
                                .settings(
                                    settings ->
                                        settings.numberOfShards("1").autoExpandReplicas("0-1"))
                                .mappings(
                                    mappings ->
                                        mappings
                                            .dynamic(DynamicMapping.False)
                                            .properties(
                                                Map.of(
                                                    "callId", keyword,
                                                    "appId", keyword,
                                                    "timestamp", Property.of(p -> p.date(d -> d)),
                                                    "region", keyword,
                                                    "action", keyword,
                                                    "result", keyword,
                                                    "steps", steps,
                                                    "request", stored,
                                                    "response", stored)))));
  }

  /** What legal holds keep of the region's log. */
  HeldLog held() {
    return new HeldLog(client, indexes.held());
  }

  /** Entries as lines and back. */
  LogCopy copy() {
    return new LogCopy(client);
  }

  /** Every day of every period. */
  List<Piece> pieces() throws IOException {
    return client.indices().get(get -> get.index(indexes.all())).result().keySet().stream()
        .flatMap(index -> indexes.piece(index).stream())
        .sorted()
        .toList();
  }

  /** Indexes all lines; the answer says which were refused. */
  BulkResponse index(List<Line> lines) throws IOException {
    List<BulkOperation> operations = lines.stream().map(Elastic::operation).toList();
    return client.bulk(bulk -> bulk.operations(operations));
  }

  /**
   * Empty when there is no such document, or no such index. Sees what was indexed at once, without
   * a refresh.
   */
  Optional<JsonNode> get(String index, String id) throws IOException {
    try {
      return Optional.ofNullable(
          client.get(get -> get.index(index).id(id), JsonNode.class).source());
    } catch (ElasticsearchException e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  List<LocalDate> days(RetentionPeriod period) throws IOException {
    return client
        .indices()
        .get(get -> get.index(indexes.prefix(period) + "*"))
        .result()
        .keySet()
        .stream()
        .flatMap(index -> indexes.day(period, index).stream())
        .sorted()
        .toList();
  }

  /** Names of all indexes that begin so. */
  List<String> names(String prefix) throws IOException {
    return client.indices().get(get -> get.index(prefix + "*")).result().keySet().stream()
        .sorted()
        .toList();
  }

  /** The periods that have an index for the day of this call. */
  List<RetentionPeriod> periods(CallId callId) throws IOException {
    return client
        .indices()
        .get(get -> get.index(indexes.anyPeriod(callId)))
        .result()
        .keySet()
        .stream()
        .flatMap(index -> indexes.period(index).stream())
        .toList();
  }

  /** Makes what was indexed in the last second countable; no error when there is no such index. */
  void refresh(String index) throws IOException {
    client.indices().refresh(refresh -> refresh.index(index).ignoreUnavailable(true));
  }

  /**
   * How many documents an index has, those of the last second too: kept by each segment, so not
   * counted one by one. None when there is no such index.
   */
  long countAll(String index) throws IOException {
    refresh(index);
    return client.count(request -> request.index(index).ignoreUnavailable(true)).count();
  }

  /** How many documents of these AppIDs an index has; none when there is no such index. */
  long count(String index, Set<AppId> owners) throws IOException {
    List<FieldValue> ids = owners.stream().map(AppId::toString).map(FieldValue::of).toList();
    long count = 0;
    for (int from = 0; from < ids.size(); from += TERMS) {
      List<FieldValue> some = ids.subList(from, Math.min(from + TERMS, ids.size()));
      count +=
          client
              .count(
                  request ->
                      request
                          .index(index)
                          .ignoreUnavailable(true)
                          .query(
                              query ->
                                  query.terms(
                                      terms -> terms.field("appId").terms(t -> t.value(some)))))
              .count();
    }
    return count;
  }

  /**
   * Deletes the documents of these AppIDs from an index, those of the last second too. One by one,
   * since the embedded server cannot delete by query.
   */
  long deleteOf(String index, Set<AppId> owners) throws IOException {
    refresh(index);
    List<FieldValue> ids = owners.stream().map(AppId::toString).map(FieldValue::of).toList();
    long deleted = 0;
    for (int from = 0; from < ids.size(); from += TERMS) {
      List<FieldValue> some = ids.subList(from, Math.min(from + TERMS, ids.size()));
      for (int batch = BATCH; batch == BATCH; deleted += batch) {
        batch = deleteSome(index, some);
      }
    }
    return deleted;
  }

  private int deleteSome(String index, List<FieldValue> owners) throws IOException {
    List<BulkOperation> operations =
        client
            .search(
                request ->
                    request
                        .index(index)
                        .ignoreUnavailable(true)
                        .size(BATCH)
                        .source(source -> source.fetch(false))
                        .query(
                            query ->
                                query.terms(
                                    terms -> terms.field("appId").terms(t -> t.value(owners)))),
                JsonNode.class)
            .hits()
            .hits()
            .stream()
            .map(
                hit ->
                    BulkOperation.of(
                        operation -> operation.delete(delete -> delete.index(index).id(hit.id()))))
            .toList();
    if (!operations.isEmpty()
        && client.bulk(bulk -> bulk.refresh(Refresh.True).operations(operations)).errors()) {
      throw new IOException("not every document could be deleted");
    }
    return operations.size();
  }

  void delete(String index) throws IOException {
    client.indices().delete(delete -> delete.index(index).ignoreUnavailable(true));
  }

  /** The cluster's state, such as {@code green}. */
  String state() throws IOException {
    return client.cluster().health().status().jsonValue();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  private static BulkOperation operation(Line line) {
    BinaryData document =
        BinaryData.of(
            line.document.toString().getBytes(StandardCharsets.UTF_8), "application/json");
    return BulkOperation.of(
        operation ->
            operation.index(index -> index.index(line.index).id(line.id).document(document)));
  }
}
