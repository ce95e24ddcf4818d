package dev.quern.document.store;

import dev.quern.document.ExtractedText;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The texts of files, stored in pieces so that no whole text is in memory. */
@Repository
public class SourceTexts {

  private static final int PIECE = 64 * 1024;
  private static final int PIECES_AT_ONCE = 16;

  private static final String INSERT =
      "insert into source_text (file_id, seq, content) values (?, ?, ?)";

  private static final String ONE =
      """
      select content from source_text where file_id = :id and seq >= :seq order by seq limit 1
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  SourceTexts(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /** Stores the text of a new file, in the transaction that stores the file. */
  void add(String fileId, ExtractedText text) {
    try (Reader reader = Files.newBufferedReader(text.markdown(), StandardCharsets.UTF_8)) {
      List<Object[]> rows = new ArrayList<>();
      String piece;
      int seq = 0;
      while (!(piece = nextPiece(reader)).isEmpty()) {
        rows.add(new Object[] {fileId, seq++, piece});
        if (rows.size() == PIECES_AT_ONCE) {
          insert(rows);
        }
      }
      insert(rows);
    } catch (IOException e) {
      throw new UncheckedIOException("The extracted text cannot be read again", e);
    }
  }

  /** Replaces the text of a file. */
  void replace(String fileId, ExtractedText text) {
    jdbc.sql("delete from source_text where file_id = :id").param("id", fileId).update();
    add(fileId, text);
  }

  private void insert(List<Object[]> rows) {
    batches.batchUpdate(INSERT, rows);
    rows.clear();
  }

  /** Reads a piece that does not end inside a surrogate pair. */
  private static String nextPiece(Reader reader) throws IOException {
    char[] piece = new char[PIECE + 1];
    int length = 0;
    while (length < PIECE) {
      int n = reader.read(piece, length, PIECE - length);
      if (n < 0) {
        break;
      }
      length += n;
    }
    if (length > 0 && Character.isHighSurrogate(piece[length - 1])) {
      int low = reader.read();
      if (low >= 0) {
        piece[length++] = (char) low;
      }
    }
    return new String(piece, 0, length);
  }

  /** A reader of the text of a file, which loads one piece at a time. */
  public Reader read(String fileId) {
    return new PieceReader(seq -> piece(fileId, seq));
  }

  private Optional<String> piece(String fileId, int seq) {
    return jdbc.sql(ONE).param("id", fileId).param("seq", seq).query(String.class).optional();
  }
}
