package io.nodenettuning.daemon.drift;

import io.nodenettuning.daemon.kernel.Answer;
import io.nodenettuning.daemon.kernel.FileChanges;
import io.nodenettuning.daemon.kernel.FileWrites;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.KernelFiles;
import io.nodenettuning.daemon.kernel.NetlinkEvents;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Opens the sources of events that there are, and says which there are not. */
final class Sources {
  private final List<Source> opened = new ArrayList<>();
  private final List<String> blind = new ArrayList<>();
  private final KernelFiles files;
  private final boolean sameNumbers;
  private final Attribution attribution;
  private Optional<Runs> runs = Optional.empty();
  private Optional<FollowedFiles> followed = Optional.empty();

  /**
   * Without any yet but the ends of tasks.
   *
   * @param exits where those are known, in the place {@link #namesAt}
   */
  Sources(KernelFiles files, Exits exits) {
    this.files = files;
    sameNumbers = numbersAreTheNodes(files);
    attribution = new Attribution(files, exits, sameNumbers);
    opened.add(new Names(exits, attribution));
  }

  /**
   * What a node's kernel tells.
   *
   * @param interesting whether a written path is that of a setting
   */
  void openNode(Predicate<String> interesting) {
    if (!sameNumbers) {
      blind.add(
          "who changes settings is not told: the numbers of processes here are not those of the"
              + " node; it takes hostPID");
    }
    attribution.rehearse();
    runs = Runs.watch(files, attribution);
    runs.ifPresent(opened::add);
    switch (FileWrites.open(files)) {
      case Answer.Got<FileWrites> got ->
          opened.add(new WrittenFiles(got.value(), interesting, attribution, runs));
      case Answer.Refused<FileWrites> refused ->
          blind.add(
              "writes to procfs and sysfs are not told: fanotify refuses with %s; it takes"
                      .formatted(refused.errno())
                  + " CAP_SYS_ADMIN");
    }
    Links links = new Links();
    add(NetlinkEvents.links(), links::take, "network interfaces");
    add(
        NetlinkEvents.ethtool(),
        (event, hints) -> hints.accept(Devices.of(event)),
        "device settings");
    add(
        NetlinkEvents.uevents(),
        (event, hints) -> Devices.of(event).ifPresent(hints),
        "queues and CPUs");
    if (Partitions.areRead(files)) {
      switch (FileChanges.open()) {
        case Answer.Got<FileChanges> got -> opened.add(new Partitions(got.value(), files));
        case Answer.Refused<FileChanges> refused -> blind.add(Partitions.refused(refused.errno()));
      }
    }
  }

  /** Files on disk; none where there are none. */
  void openFiles(Collection<String> paths) {
    if (paths.isEmpty()) {
      return;
    }
    switch (FileChanges.open()) {
      case Answer.Got<FileChanges> got -> {
        FollowedFiles all = new FollowedFiles(got.value(), Kernel.host().files(), paths);
        opened.add(all);
        followed = Optional.of(all);
      }
      case Answer.Refused<FileChanges> refused ->
          blind.add(
              "changes of %s are not told: inotify refuses with %s"
                  .formatted(String.join(", ", paths), refused.errno()));
    }
  }

  private <T> void add(
      Answer<NetlinkEvents<T>> events, BiConsumer<T, Consumer<Hint>> meaning, String about) {
    switch (events) {
      case Answer.Got<NetlinkEvents<T>> got ->
          opened.add(new NetlinkHints<>(got.value(), meaning, about, runs));
      case Answer.Refused<NetlinkEvents<T>> refused ->
          blind.add(
              "changes of %s are not told: netlink refuses with %s"
                  .formatted(about, refused.errno()));
    }
  }

  /** The node's procfs calls this process as it calls itself, in the same PID namespace only. */
  private static boolean numbersAreTheNodes(KernelFiles files) {
    String self = Long.toString(ProcessHandle.current().pid());
    return files.link("/proc/self").filter(self::equals).isPresent();
  }

  List<Source> opened() {
    return List.copyOf(opened);
  }

  /** The place of the ends of tasks among {@link #opened}. */
  static int namesAt() {
    return 0;
  }

  Optional<FollowedFiles> followed() {
    return followed;
  }

  List<String> blind() {
    return List.copyOf(blind);
  }
}
