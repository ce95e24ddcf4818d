package dev.quern.api.project;

import dev.quern.api.request.Disposition;
import dev.quern.api.request.QueryParams;
import dev.quern.dataset.lineage.ImageLineage;
import dev.quern.document.image.Image;
import dev.quern.document.image.Images;
import dev.quern.document.original.OriginalFiles;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Single images. Routes handle uploads and lists. */
@RestController
@RequestMapping("/api/projects/{projectId}/images/{imageId}")
class ImagesController {

  private final Images images;
  private final ImageLineage lineage;
  private final OriginalFiles originals;

  ImagesController(Images images, ImageLineage lineage, OriginalFiles originals) {
    this.images = images;
    this.lineage = lineage;
    this.originals = originals;
  }

  @GetMapping
  Image get(@PathVariable String projectId, @PathVariable String imageId) {
    return images.get(projectId, imageId);
  }

  @GetMapping("/content")
  ResponseEntity<byte[]> content(@PathVariable String projectId, @PathVariable String imageId) {
    var image = images.get(projectId, imageId);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(image.mediaType()))
        .header("X-Content-Type-Options", "nosniff")
        .header(HttpHeaders.CONTENT_DISPOSITION, Disposition.of("inline", image.imageName()))
        .body(images.content(projectId, imageId));
  }

  @DeleteMapping
  ResponseEntity<Void> delete(
      @PathVariable String projectId, @PathVariable String imageId, QueryParams params) {
    var cascade = params.flag("cascade");
    params.done();
    var hashes = originals.ofImage(projectId, imageId);
    lineage.delete(projectId, imageId, Boolean.TRUE.equals(cascade));
    originals.deleteUnreferenced(hashes);
    return ResponseEntity.noContent().build();
  }
}
