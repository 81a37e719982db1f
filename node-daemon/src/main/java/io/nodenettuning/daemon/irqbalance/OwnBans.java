package io.nodenettuning.daemon.irqbalance;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which bans are ours: a file beside the journal, of one line with the run of irqbalance that has
 * them and their numbers. Bans that are not in it are somebody else's.
 *
 * @param instance who has them
 * @param irqs their numbers
 */
record OwnBans(Instance instance, SortedSet<Integer> irqs) {
  private static final String FILE = "irqbalance";

  static OwnBans none(Instance instance) {
    return new OwnBans(instance, Collections.emptySortedSet());
  }

  /** The same run of irqbalance with others. */
  OwnBans with(Set<Integer> others) {
    return new OwnBans(instance, new TreeSet<>(others));
  }

  /** Those that are kept; none where none ever were. */
  static OwnBans read(Path folder) throws IOException {
    String line;
    try (BufferedReader reader = Files.newBufferedReader(folder.resolve(FILE))) {
      line = Objects.requireNonNullElse(reader.readLine(), "");
    } catch (NoSuchFileException _) {
      line = "";
    }
    if (!line.matches("\\d{1,9} \\d{1,18}( \\d{1,9})*")) {
      return none(new Instance(0, 0));
    }
    List<String> words = List.of(line.split(" "));
    return new OwnBans(
        new Instance(Integer.parseInt(words.get(0)), Long.parseLong(words.get(1))),
        words.stream()
            .skip(2)
            .map(Integer::valueOf)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** Keeps them, whole or not at all. */
  void keep(Path folder) throws IOException {
    String line =
        Stream.concat(Stream.of(instance.pid(), instance.startTime()), irqs.stream())
            .map(Object::toString)
            .collect(Collectors.joining(" ", "", "\n"));
    Path next = folder.resolve(FILE + ".new");
    Files.writeString(next, line);
    Files.move(
        next,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
