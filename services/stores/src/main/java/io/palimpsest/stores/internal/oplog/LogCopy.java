package io.palimpsest.stores.internal.oplog;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.Refresh;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An index's entries as lines of JSON and back, page by page in the order of callIds, which are
 * unique: an entry that comes while it is read is either behind or left to the next copy.
 */
record LogCopy(ElasticsearchClient client) {
  private static final int PAGE = 1000;
  private static final int THERE_ALREADY = 409;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Writes all entries; none when there is no such index. */
  long write(String index, OutputStream out) throws IOException {
    client.indices().refresh(refresh -> refresh.index(index).ignoreUnavailable(true));
    long written = 0;
    String after = "";
    List<Hit<JsonNode>> page;
    do {
      page = page(index, after);
      for (Hit<JsonNode> each : page) {
        out.write(JSON.writeValueAsBytes(each.source()));
        out.write('\n');
        after = each.sort().getFirst().stringValue();
      }
      written += page.size();
    } while (page.size() == PAGE);
    return written;
  }

  boolean isEmpty(String index) throws IOException {
    return !client.indices().exists(ask -> ask.index(index)).value()
        || client.count(count -> count.index(index)).count() == 0;
  }

  /** Puts entries back; one that is there under the same callId stays. */
  long read(String index, InputStream lines) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8));
    long read = 0;
    List<BulkOperation> batch = new ArrayList<>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      JsonNode entry = JSON.readTree(line);
      batch.add(
          BulkOperation.of(
              one ->
                  one.create(
                      make ->
                          make.index(index).id(entry.path("callId").asText()).document(entry))));
      read++;
      if (batch.size() == PAGE) {
        put(batch);
        batch.clear();
      }
    }
    put(batch);
    return read;
  }

  private void put(List<BulkOperation> batch) throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    for (BulkResponseItem each :
        client.bulk(bulk -> bulk.operations(batch).refresh(Refresh.True)).items()) {
      if (each.error() != null && each.status() != THERE_ALREADY) {
        throw new IOException("an entry was refused: " + each.status());
      }
    }
  }

  private List<Hit<JsonNode>> page(String index, String after) throws IOException {
    return client
        .search(
            search -> {
              search.index(index).ignoreUnavailable(true).size(PAGE);
              search.sort(by -> by.field(field -> field.field("callId").order(SortOrder.Asc)));
              return after.isEmpty() ? search : search.searchAfter(FieldValue.of(after));
            },
            JsonNode.class)
        .hits()
        .hits();
  }
}
