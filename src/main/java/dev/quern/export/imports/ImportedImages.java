package dev.quern.export.imports;

import dev.quern.Ids;
import dev.quern.export.format.DataUri;
import dev.quern.export.format.RefusedRecordException;
import java.awt.Dimension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stores the images of records, unless the project already has them. */
@Component
class ImportedImages {

  private static final String INSERT =
      """
      insert into image (id, project_id, image_name, media_type, size, width, height, sha256, content)
      values (:id, :project, :name, :type, :size, :width, :height, :sha256, :content)
      on conflict (project_id, sha256, image_name) do nothing
      """;

  private final JdbcClient jdbc;

  ImportedImages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Sets {@code image_id} and {@code image_name} of a row. */
  void store(ImportRun run, Map<String, @Nullable Object> row) {
    if (!(row.get("images") instanceof List<?> list) || list.size() != 1) {
      throw new RefusedRecordException("'images' must be a list of one image");
    }
    byte[] content = content(run, list.get(0));
    String sha256 = sha256(content);
    Kind kind = kind(content);
    String name =
        row.get("origin") instanceof Map<?, ?> origin
                && origin.get("image_name") instanceof String n
            ? n
            : sha256.substring(0, 16) + "." + kind.type().substring("image/".length());
    jdbc.sql(INSERT)
        .param("id", Ids.next())
        .param("project", run.projectId())
        .param("name", name)
        .param("type", kind.type())
        .param("size", content.length)
        .param("width", kind.size().width)
        .param("height", kind.size().height)
        .param("sha256", sha256)
        .param("content", content)
        .update();
    String id =
        jdbc.sql(
                "select id from image where project_id = :project and sha256 = :sha256 and image_name = :name")
            .param("project", run.projectId())
            .param("sha256", sha256)
            .param("name", name)
            .query(String.class)
            .single();
    row.put("image_id", id);
    row.put("image_name", name);
  }

  private static byte[] content(ImportRun run, @Nullable Object image) {
    if (image instanceof Map<?, ?> map && map.get("bytes") instanceof byte[] bytes) {
      return bytes;
    }
    if (image instanceof String text) {
      byte[] found = DataUri.read(text).map(DataUri::content).orElse(null);
      if (found == null) {
        found = run.image(text);
      }
      if (found != null) {
        return found;
      }
    }
    throw new RefusedRecordException(
        "its image is neither a data URI nor a file of the zip that it came in");
  }

  private record Kind(String type, Dimension size) {}

  private static Kind kind(byte[] content) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (readers.hasNext()) {
        ImageReader reader = readers.next();
        try {
          reader.setInput(in, true, true);
          return new Kind(
              "image/"
                  + reader
                      .getFormatName()
                      .toLowerCase(java.util.Locale.ROOT)
                      .replace("jpg", "jpeg"),
              new Dimension(reader.getWidth(0), reader.getHeight(0)));
        } finally {
          reader.dispose();
        }
      }
    } catch (IOException | RuntimeException e) {
      throw new RefusedRecordException("its image cannot be read: " + e.getMessage());
    }
    throw new RefusedRecordException("its image is of no kind that is known");
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
