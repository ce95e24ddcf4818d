package dev.quern.dataset.entry;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.quern.dataset.JsonColumn;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the places of quotes when the content of their chunk changes. */
@Repository
public class EvidencePlaces {

  private static final TypeReference<List<Evidence>> EVIDENCE = new TypeReference<>() {};

  private static final String QUOTING =
      """
      select id, evidence from dataset_entry
      where chunk_id = :chunk_id and jsonb_array_length(evidence) > 0 order by id for update
      """;

  private static final String MOVE =
      "update dataset_entry set evidence = cast(:evidence as jsonb) where id = :id";

  private final JdbcClient jdbc;

  public EvidencePlaces(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Quoting(String id, List<Evidence> evidence) {}

  /**
   * Looks up the quotes of a chunk's entries in its new content; one that is no longer there has no
   * place in the chunk.
   *
   * @param shift where the old content begins in the new one, in {@code char}s; of several places
   *     the one nearest to the old place counts
   */
  public void follow(String chunkId, String before, String after, int shift) {
    List<Quoting> entries =
        jdbc.sql(QUOTING)
            .param("chunk_id", chunkId)
            .query(
                (row, n) ->
                    new Quoting(
                        row.getString("id"), JsonColumn.read(row.getString("evidence"), EVIDENCE)))
            .list();
    for (Quoting entry : entries) {
      List<Evidence> moved =
          entry.evidence().stream().map(quote -> moved(quote, before, after, shift)).toList();
      if (!moved.equals(entry.evidence())) {
        jdbc.sql(MOVE).param("id", entry.id()).param("evidence", JsonColumn.write(moved)).update();
      }
    }
  }

  static Evidence moved(Evidence quote, String before, String after, int shift) {
    Integer start = quote.chunkStart();
    Integer end = quote.chunkEnd();
    boolean placed =
        start != null
            && end != null
            && start >= 0
            && start < end
            && end <= before.codePointCount(0, before.length());
    int from = placed ? before.offsetByCodePoints(0, start) : 0;
    String text =
        quote.match().equals(Evidence.EXACT)
            ? quote.quote()
            : placed ? before.substring(from, before.offsetByCodePoints(0, end)) : null;
    int at = text == null ? -1 : nearest(after, text, from + shift);
    if (at < 0) {
      return quote.at(null, null);
    }
    int first = after.codePointCount(0, at);
    return quote.at(first, first + text.codePointCount(0, text.length()));
  }

  private static int nearest(String content, String text, int place) {
    int behind = content.indexOf(text, place);
    int ahead = content.lastIndexOf(text, place);
    boolean nearer = behind < 0 || ahead >= 0 && place - ahead < behind - place;
    return nearer ? ahead : behind;
  }
}
