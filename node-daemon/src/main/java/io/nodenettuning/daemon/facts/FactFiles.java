package io.nodenettuning.daemon.facts;

import io.nodenettuning.daemon.kernel.KernelFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Kernel files read as what they mean. A file that is missing, refused or garbled is no error: old
 * kernels lack some, devices go away while they are read, recordings have holes.
 */
record FactFiles(KernelFiles files) {

  /** The text of a file without blanks around it; empty where there is none. */
  String text(String path) {
    return files.read(path).text().orElse("").strip();
  }

  /** A number, decimal or with {@code 0x}, or the default. */
  int number(String path, int otherwise) {
    try {
      return Integer.decode(text(path));
    } catch (NumberFormatException _) {
      return otherwise;
    }
  }

  /** A list of CPUs; nothing where the file is missing or holds something else. */
  Optional<CpuSet> cpus(String path) {
    return files.read(path).text().flatMap(FactFiles::parse);
  }

  private static Optional<CpuSet> parse(String list) {
    try {
      return Optional.of(CpuSet.parseList(list));
    } catch (CpuFormatException _) {
      // cpu/nohz_full reads "(null)" on kernels that have the option and were not given it.
      return Optional.empty();
    }
  }

  /** The variables of a uevent file. */
  Map<String, String> uevent(String path) {
    Map<String, String> variables = new HashMap<>();
    for (String line : text(path).split("\n")) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        variables.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return variables;
  }

  /** The numbers of entries such as {@code rx-0} in a directory, ascending. */
  List<Integer> numbered(String directory, String prefix) {
    return numbered(files.list(directory), prefix);
  }

  /** The numbers of those names that are the prefix and a number, ascending. */
  static List<Integer> numbered(List<String> names, String prefix) {
    return names.stream()
        .filter(name -> name.startsWith(prefix) && isNumber(name.substring(prefix.length())))
        .map(name -> Integer.valueOf(name.substring(prefix.length())))
        .sorted()
        .toList();
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() < 10
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The last name in a link's target. */
  Optional<String> linkedName(String path) {
    return files.link(path).map(target -> target.substring(target.lastIndexOf('/') + 1));
  }
}
