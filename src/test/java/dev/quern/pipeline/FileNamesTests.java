package dev.quern.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quern.error.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTests {

  @ParameterizedTest
  @ValueSource(strings = {"manuals", "Handbuch 3.1", "手册", "kılavuz-2", "a_b"})
  void keepsGoodNames(String name) {
    assertThat(FileNames.of(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc", "a/b", "..", ".hidden", "a\\b", "a\u0000b", "a\nb", " a "})
  void mendsBadOnes(String name) {
    assertThat(FileNames.of(name))
        .doesNotContain("/", "\\", "\n", "\u0000")
        .doesNotStartWith(".")
        .matches(".*-[0-9a-f]{8}");
  }

  @Test
  void keepsDifferentNamesApart() {
    assertThat(FileNames.of("a/b"))
        .isNotEqualTo(FileNames.of("a_b"))
        .isNotEqualTo(FileNames.of("a:b"));
  }

  @Test
  void fitsIntoAFileSystem() {
    assertThat(FileNames.of("册".repeat(200)).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(220);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/x.txt", "a\\x.txt", "a\u0007.txt", "a\n.txt", "", " ", ".."})
  void refusesIncomingNames(String name) {
    assertThatThrownBy(() -> FileNames.checked(name))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("file");
  }

  @Test
  void leavesRoomForANumberAndAnEnding() {
    assertThat(FileNames.numbered("mill.md", 1)).isEqualTo("mill.md");
    assertThat(FileNames.numbered("mill.md", 12)).isEqualTo("mill-12.md");
    String name = FileNames.numbered("水".repeat(84) + ".md", 12);
    assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(237, 240);
    assertThat(name).startsWith("水").endsWith("水-12.md");
  }
}
