package dev.quern.api.task;

import dev.quern.Page;
import dev.quern.Paging;
import dev.quern.api.request.QueryParams;
import dev.quern.error.FieldChecks;
import dev.quern.schedule.Schedule;
import dev.quern.schedule.Schedules;
import dev.quern.task.model.NewTask;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Recurring tasks. */
@RestController
@RequestMapping("/api/schedules")
class SchedulesController {

  private final Schedules schedules;

  SchedulesController(Schedules schedules) {
    this.schedules = schedules;
  }

  record ScheduleBody(
      @Nullable String projectId,
      @Nullable String cron,
      @Nullable String timeZone,
      @Nullable NewTask task) {}

  record ScheduleView(
      String id,
      String projectId,
      String cron,
      String timeZone,
      NewTask task,
      @Nullable Instant nextFireAt,
      @Nullable Instant lastFireAt,
      @Nullable String lastTaskId,
      @Nullable String lastError,
      Instant createAt) {

    static ScheduleView of(Schedule schedule) {
      NewTask task = schedule.task();
      return new ScheduleView(
          schedule.id(),
          schedule.projectId(),
          schedule.cron(),
          schedule.timeZone(),
          task.with(TaskView.masked(Objects.requireNonNull(task.config()))),
          schedule.nextFireAt(),
          schedule.lastFireAt(),
          schedule.lastTaskId(),
          schedule.lastError(),
          schedule.createAt());
    }
  }

  @PostMapping
  ResponseEntity<ScheduleView> create(@RequestBody ScheduleBody body) {
    new FieldChecks()
        .text("project_id", body.projectId(), 100)
        .text("cron", body.cron(), 200)
        .present("task", body.task(), "an object")
        .done();
    Schedule made =
        schedules.create(
            String.valueOf(body.projectId()),
            body.cron(),
            body.timeZone(),
            Objects.requireNonNull(body.task()));
    return ResponseEntity.created(URI.create("/api/schedules/" + made.id()))
        .body(ScheduleView.of(made));
  }

  @GetMapping
  Page<ScheduleView> list(QueryParams params) {
    Paging paging = params.paging();
    String project = params.text("project_id");
    params.done();
    Page<Schedule> page = schedules.list(project, paging);
    return page.with(page.items().stream().map(ScheduleView::of).toList());
  }

  @GetMapping("/{id}")
  ScheduleView get(@PathVariable String id) {
    return ScheduleView.of(schedules.get(id));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(@PathVariable String id) {
    schedules.delete(id);
    return ResponseEntity.noContent().build();
  }
}
