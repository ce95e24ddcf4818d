package dev.quern.dataset.image;

import dev.quern.dataset.ResultFilter;
import dev.quern.dataset.WhereClause;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which entries of images are wanted; what is null or empty filters nothing. */
public final class ImageEntryFilter extends ResultFilter<ImageEntryFilter> {

  private static final String OF_FILES =
      "e.image_id in (select i.id from image i where i.file_id = any(:file_ids))";

  private static final Map<String, String> ORIGINS =
      Map.of(
          "file_ids",
              "e.image_id in (select i.id from image i where i.file_id = any(:of_file_ids))",
          "image_ids", "e.image_id = any(:of_image_ids)",
          "question_ids", "e.question_id = any(:of_question_ids)");

  private ImageEntryFilter(WhereClause conditions) {
    super("e", conditions);
  }

  /** All entries of the project. */
  public static ImageEntryFilter all(String projectId) {
    return new ImageEntryFilter(ofProject("e", projectId));
  }

  /** Images, one of which it is about. */
  public ImageEntryFilter withImages(List<String> values) {
    return with("e.image_id = any(:image_ids)", "image_ids", values);
  }

  /** Documents that its image was taken out of. */
  @Override
  public ImageEntryFilter withFiles(List<String> values) {
    return with(OF_FILES, "file_ids", values);
  }

  /** A text that question, answer or the image's name holds, ignoring case. */
  public ImageEntryFilter withText(@Nullable String text) {
    return new ImageEntryFilter(
        conditions
            .copy()
            .contains(text, "image_entry e", "e.question", "e.answer", "e.image_name"));
  }

  @Override
  protected Map<String, String> origins() {
    return ORIGINS;
  }

  @Override
  protected ImageEntryFilter of(WhereClause changed) {
    return new ImageEntryFilter(changed);
  }
}
