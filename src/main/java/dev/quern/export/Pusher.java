package dev.quern.export;

import dev.quern.export.bundle.FolderTarget;
import dev.quern.export.hub.HubPush;
import dev.quern.export.hub.HubRepo;
import dev.quern.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Writes a bundle into a temporary folder and uploads it to a repository of a Hub. */
@Component
public class Pusher {

  private final Exporter exporter;
  private final Home home;

  Pusher(Exporter exporter, Home home) {
    this.exporter = exporter;
    this.home = home;
  }

  /** The result of a push. */
  public record Result(
      String url, String commit, long records, List<HubPush.Pushed.Stored> files) {}

  /**
   * Pushes the files of an export as one commit. The token is not stored.
   *
   * @throws dev.quern.error.InvalidRequestException when an option is wrong, or the Hub refuses
   */
  public Result push(ExportRequest request, HubRepo repo) throws IOException {
    repo.check();
    exporter.check(request.options());
    Path folder = Files.createTempDirectory(home.scratch(), "push-");
    try (var hub = new HubPush(repo)) {
      var target = new FolderTarget(folder);
      var counts = exporter.write(request, target);
      var message = counts.records() + " records, by Quern";
      var pushed = hub.push(folder, target.paths(), message);
      return new Result(pushed.url(), pushed.commit(), counts.records(), pushed.files());
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }
}
