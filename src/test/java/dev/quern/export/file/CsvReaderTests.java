package dev.quern.export.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvReaderTests {

  private static final int MOST = 100_000;

  /** A quote, and letters without end. */
  private static final class Opened extends Reader {

    private boolean begun;

    @Override
    public int read(char[] buffer, int offset, int length) {
      Arrays.fill(buffer, offset, offset + length, 'x');
      if (!begun) {
        buffer[offset] = '"';
        begun = true;
      }
      return length;
    }

    @Override
    public void close() {}
  }

  @Test
  void aQuoteThatIsNotClosedEndsTheReading() throws IOException {
    try (CsvReader reader = new CsvReader(new Opened(), List.of(), MOST)) {
      assertThatThrownBy(reader::next)
          .isInstanceOf(BrokenFileException.class)
          .hasMessageContaining("longer than 100000 characters");
    }
  }

  @Test
  void countsEachRecordAlone() throws IOException {
    String row = "\"" + "y".repeat(MOST / 2) + "\"\n";
    try (CsvReader reader =
        new CsvReader(new StringReader("a\n" + row.repeat(9)), List.of(), MOST)) {
      for (int i = 0; i < 9; i++) {
        assertThat(reader.next()).isNotNull();
      }
      assertThat(reader.next()).isNull();
    }
  }
}
