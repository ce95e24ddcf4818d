package dev.quern.document.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages of Outlook (MS-OXMSG), stream by stream. */
class OutlookCasesTests {

  private static final Instant SENT = Instant.parse("2023-03-14T09:00:00Z");

  @TempDir private Path folder;

  private final CompoundFile file = new CompoundFile();

  @Test
  void readsHeadPlainBodyAndNamesOfAttachments() throws IOException {
    head("Price €", "Ada", "ada@example.org", "Bob");
    text(0, 0x1000, "The fee is 45 euro.\r\n\r\nRye is hard.");
    recipient("Bob", "bob@example.org");
    attachment("price.pdf");
    assertThat(read())
        .contains("From: Ada <ada@example.org>", "To: Bob", "Subject: Price €")
        .contains(
            "Date: 2023-03-14T09:00:00Z\n\nThe fee is 45 euro.\n\nRye is hard.\n\nAttachments: price.pdf")
        .startsWith("# Price €\n");
  }

  @Test
  void readsTheBodyThatIsAPage() throws IOException {
    head("Stones", "Ada", "ada@example.org", "Bob");
    text(0, 0x1000, "PLAIN 106 cells");
    file.stream(
        0,
        "__substg1.0_10130102",
        "<html><body><p>10<sup>6</sup> cells</p><p style='display:none'>NO</p><ol start='3'><li>x</li></ol></body></html>"
            .getBytes(StandardCharsets.UTF_8));
    assertThat(read()).contains("\n10⁶ cells\n\n3. x\n").doesNotContain("PLAIN", "NO");
  }

  private void head(String subject, String sender, String address, String to) {
    text(0, 0x001A, "IPM.Note");
    text(0, 0x0037, subject);
    text(0, 0x0C1A, sender);
    text(0, 0x0C1F, address);
    text(0, 0x0C1E, "SMTP");
    text(0, 0x5D01, address);
    text(0, 0x0E04, to);
    ByteBuffer properties = ByteBuffer.allocate(32 + 2 * 16).order(ByteOrder.LITTLE_ENDIAN);
    properties.position(8);
    properties.putInt(1).putInt(1).putInt(1).putInt(1).position(32);
    long time = (SENT.getEpochSecond() + 11_644_473_600L) * 10_000_000L;
    properties.putInt(0x00390040).putInt(6).putLong(time);
    properties.putInt(0x3FDE0003).putInt(6).putLong(65001);
    file.stream(0, "__properties_version1.0", properties.array());
    file.storage(0, "__nameid_version1.0");
  }

  private void recipient(String name, String address) {
    int storage = file.storage(0, "__recip_version1.0_#00000000");
    text(storage, 0x3001, name);
    text(storage, 0x3003, address);
    text(storage, 0x39FE, address);
    ByteBuffer properties = ByteBuffer.allocate(8 + 16).order(ByteOrder.LITTLE_ENDIAN);
    properties.position(8);
    properties.putInt(0x0C150003).putInt(6).putLong(1);
    file.stream(storage, "__properties_version1.0", properties.array());
  }

  private void attachment(String name) {
    int storage = file.storage(0, "__attach_version1.0_#00000000");
    text(storage, 0x3707, name);
    text(storage, 0x3704, name);
    file.stream(storage, "__substg1.0_37010102", new byte[] {1, 2, 3});
    ByteBuffer properties = ByteBuffer.allocate(8 + 16).order(ByteOrder.LITTLE_ENDIAN);
    properties.position(8);
    properties.putInt(0x37050003).putInt(6).putLong(1);
    file.stream(storage, "__properties_version1.0", properties.array());
  }

  private void text(int storage, int property, String text) {
    file.stream(
        storage,
        "__substg1.0_%04X001F".formatted(property),
        text.getBytes(StandardCharsets.UTF_16LE));
  }

  private String read() throws IOException {
    return Reading.markdown(file.write(folder.resolve("a.msg")));
  }
}
