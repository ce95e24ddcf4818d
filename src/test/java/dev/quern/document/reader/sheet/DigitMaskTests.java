package dev.quern.document.reader.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.junit.jupiter.api.Test;

class DigitMaskTests {

  @Test
  void readsAFormatOfAnyLength() {
    assertThat(DigitMask.is("(000) 000-0000", 5_551_234_567.0)).isTrue();
    assertThat(DigitMask.is("+## 00 00", 5)).isTrue();
    assertThat(DigitMask.is("0".repeat(9), 5)).isFalse();
    assertThat(DigitMask.is("0" + "-0".repeat(100_000), 5)).isTrue();
    assertThat(DigitMask.is("0 ".repeat(100_000) + "x", 5)).isFalse();
  }

  @Test
  void readsAGeneralFormatWithAnythingAround() {
    String format = "\\a".repeat(100_000) + "General";
    assertThat(CellFormats.shown(5, 200, format, false, new DataFormatter(Locale.ROOT)))
        .isEqualTo("a".repeat(100_000) + "5");
  }
}
