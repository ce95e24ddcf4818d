package dev.quern.page.row;

import dev.quern.Page;
import dev.quern.dataset.Cursor;
import dev.quern.dataset.image.ImageEntries;
import dev.quern.dataset.image.ImageEntryFilter;
import dev.quern.document.image.Image;
import dev.quern.document.image.Images;
import dev.quern.page.PageNumber;
import dev.quern.page.ProjectViews;
import java.time.Duration;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The images of a project, and one of them with its entries. */
@Controller
@RequestMapping("/projects/{projectId}/images")
class ImagesPage {

  private static final int ON_A_PAGE = 48;
  private static final int ENTRIES = 100;

  private final ProjectViews views;
  private final Images images;
  private final ImageEntries entries;

  ImagesPage(ProjectViews views, Images images, ImageEntries entries) {
    this.views = views;
    this.images = images;
    this.entries = entries;
  }

  @GetMapping
  String list(
      @PathVariable String projectId, @RequestParam(defaultValue = "0") int page, Model model) {
    views.open(projectId, "images", model);
    Page<Image> found = images.list(projectId, PageNumber.paging(page, ON_A_PAGE));
    model.addAttribute("images", found.items());
    model.addAttribute("total", found.total());
    model.addAttribute("page", page);
    model.addAttribute("last", Math.max(0, (found.total() - 1) / ON_A_PAGE));
    return "row/images";
  }

  @GetMapping("/{id}")
  String show(@PathVariable String projectId, @PathVariable String id, Model model) {
    views.open(projectId, "images", model);
    ImageEntryFilter ofImage = ImageEntryFilter.all(projectId).withImages(List.of(id));
    model.addAttribute("image", images.get(projectId, id));
    model.addAttribute("entries", entries.slice(ofImage, Cursor.START, ENTRIES).items());
    return "row/image";
  }

  /** The image itself, with the media type detected from its first bytes. */
  @GetMapping("/{id}/content")
  ResponseEntity<byte[]> content(@PathVariable String projectId, @PathVariable String id) {
    Image image = images.get(projectId, id);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(image.mediaType()))
        .header("X-Content-Type-Options", "nosniff")
        .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePrivate())
        .body(images.content(projectId, id));
  }
}
