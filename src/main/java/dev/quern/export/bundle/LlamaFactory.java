package dev.quern.export.bundle;

import dev.quern.Json;
import dev.quern.export.format.Kind;
import dev.quern.export.format.Style;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * A {@code dataset_dir} of LLaMA-Factory (data/README.md of its repository): data, the {@code
 * dataset_info.json} that describes it, and a {@code train.yaml} to start from. Image paths are
 * relative to the folder.
 */
@Component
class LlamaFactory implements Bundle {

  private static final String NAME = "quern";

  private static final String TRAIN =
      """
      # A start for LLaMA-Factory: unzip, go into the folder, and run: llamafactory-cli train train.yaml
      # The model and its template are yours to choose.
      model_name_or_path: %s
      template: %s
      trust_remote_code: true

      stage: sft
      do_train: true
      finetuning_type: lora
      lora_rank: 8
      lora_target: all

      dataset_dir: .
      %sdataset: quern_train
      %scutoff_len: 4096
      overwrite_cache: true
      preprocessing_num_workers: 4

      output_dir: saves/quern
      logging_steps: 10
      save_steps: 500
      plot_loss: true
      report_to: none

      per_device_train_batch_size: 1
      gradient_accumulation_steps: 8
      learning_rate: 1.0e-4
      num_train_epochs: 3.0
      lr_scheduler_type: cosine
      warmup_ratio: 0.1
      bf16: true
      """;

  private static final String EVALUATION =
      """
      eval_dataset: quern_test
      per_device_eval_batch_size: 1
      eval_strategy: steps
      eval_steps: 500
      """;

  @Override
  public String name() {
    return "llama-factory";
  }

  @Override
  public String recordFormat(Kind kind) {
    return kind == Kind.DATASETS ? "alpaca" : "sharegpt";
  }

  @Override
  public List<String> forms() {
    return List.of("jsonl", "json", "parquet");
  }

  @Override
  public Style.Images images(String as) {
    return Style.Images.PATH;
  }

  @Override
  public String path(String side, String as) {
    return NAME + "_" + side + "." + as;
  }

  @Override
  public void finish(Target target, Contents contents) throws IOException {
    boolean hasTest = contents.counts().test() > 0;
    Map<String, Object> info = new LinkedHashMap<>();
    info.put(NAME + "_train", entry(contents, "train"));
    if (hasTest) {
      info.put(NAME + "_test", entry(contents, "test"));
    }
    write(target, "dataset_info.json", Json.INDENTED.writeValueAsString(info) + "\n");
    boolean images = contents.kind() == Kind.IMAGE_DATASETS;
    write(
        target,
        "train.yaml",
        TRAIN.formatted(
            images ? "Qwen/Qwen2.5-VL-7B-Instruct" : "Qwen/Qwen3-4B-Instruct-2507",
            images ? "qwen2_vl" : "qwen3_nothink",
            images ? "media_dir: .\n" : "",
            hasTest ? EVALUATION : ""));
  }

  private Map<String, Object> entry(Contents contents, String side) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("file_name", path(side, contents.as()));
    entry.put("formatting", contents.recordFormat());
    Map<String, String> columns = new LinkedHashMap<>();
    if (contents.recordFormat().equals("alpaca")) {
      columns.put("prompt", "instruction");
      columns.put("query", "input");
      columns.put("response", "output");
    } else {
      columns.put("messages", "conversations");
    }
    if (contents.systems()) {
      columns.put("system", "system");
    }
    if (contents.kind() == Kind.IMAGE_DATASETS) {
      columns.put("images", "images");
    }
    entry.put("columns", columns);
    if (contents.recordFormat().equals("sharegpt")) {
      Map<String, String> tags = new LinkedHashMap<>();
      tags.put("role_tag", "from");
      tags.put("content_tag", "value");
      tags.put("user_tag", "human");
      tags.put("assistant_tag", "gpt");
      entry.put("tags", tags);
    }
    return entry;
  }

  private static void write(Target target, String path, String text) throws IOException {
    OutputStream out = target.begin(path);
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
