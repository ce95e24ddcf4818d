package dev.quern.export.bundle;

import dev.quern.export.format.Kind;
import dev.quern.export.format.Style;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * A dataset repository for {@code datasets.load_dataset(folder)} and the Hub: data files under
 * {@code data/} and a {@link DatasetCard}.
 */
@Component
class HuggingFace implements Bundle {

  @Override
  public String name() {
    return "hugging-face";
  }

  @Override
  public String recordFormat(Kind kind) {
    return "messages";
  }

  @Override
  public List<String> forms() {
    return List.of("parquet", "jsonl");
  }

  @Override
  public Style.Images images(String as) {
    return as.equals("parquet") ? Style.Images.BYTES : Style.Images.PATH;
  }

  @Override
  public String path(String side, String as) {
    return "data/" + side + "-00000-of-00001." + as;
  }

  @Override
  public void finish(Target target, Contents contents) throws IOException {
    OutputStream out = target.begin("README.md");
    out.write(new DatasetCard(contents, this).text().getBytes(StandardCharsets.UTF_8));
  }
}
