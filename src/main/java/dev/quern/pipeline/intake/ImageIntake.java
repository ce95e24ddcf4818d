package dev.quern.pipeline.intake;

import dev.quern.document.image.Image;
import dev.quern.document.image.Images;
import dev.quern.document.original.FileStore;
import dev.quern.document.original.OriginalFiles;
import dev.quern.document.original.StoredFile;
import dev.quern.pipeline.PipelineSteps;
import dev.quern.pipeline.Pipelines;
import dev.quern.pipeline.ProcessedContent;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Accepts images: stores them, and queues their tasks. */
@Component("imageIntake")
public class ImageIntake {

  private static final Logger log = LoggerFactory.getLogger(ImageIntake.class);

  private final FileStore store;
  private final Images images;
  private final OriginalFiles originals;
  private final Pipelines pipelines;
  private final ProcessedContent content;

  ImageIntake(
      FileStore store,
      Images images,
      OriginalFiles originals,
      Pipelines pipelines,
      ProcessedContent content) {
    this.store = store;
    this.images = images;
    this.originals = originals;
    this.pipelines = pipelines;
    this.content = content;
  }

  /** Whether it is an image of a kind that projects hold. */
  public boolean isImage(IncomingFile arrival) {
    return images.isImage(here(arrival).path());
  }

  /** The key of content, steps and project, by which repeated images are recognized. */
  public String key(IncomingFile arrival) {
    return arrival.key(steps(arrival));
  }

  /** Refuses an image whose pixels cannot be decoded. */
  public void check(IncomingFile arrival) {
    images.check(arrival.fileName(), here(arrival));
  }

  /** Stores an image and creates the tasks of the steps for images. */
  @Transactional
  public Image accept(IncomingFile arrival) {
    PipelineSteps steps = steps(arrival);
    boolean isNew = !arrival.isUploaded() && content.isNew(arrival.key(steps));
    originals.claim(arrival.stored(), arrival.fileName());
    Image image = images.add(arrival.projectId(), arrival.fileName(), here(arrival));
    if (isNew) {
      pipelines.startForImage(arrival.projectId(), image.id(), steps);
    }
    log.info(
        "{} is accepted as image {}, {} x {}",
        arrival.fileName(),
        image.id(),
        image.width(),
        image.height());
    return image;
  }

  /** Stores uploaded images, all or none. */
  @Transactional
  public List<Image> addAll(List<IncomingFile> arrivals) {
    return arrivals.stream().map(this::accept).toList();
  }

  private StoredFile here(IncomingFile arrival) {
    return store.here(arrival.stored(), arrival.fileName());
  }

  private PipelineSteps steps(IncomingFile arrival) {
    return pipelines.part(arrival.allSteps(), true);
  }
}
